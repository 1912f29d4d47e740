package io.coffer.objects;

import io.coffer.content.ContentReader;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Attempts;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Sends an object: a read of its record, which may have its bytes; else a second one for the bytes of a small object, or for each manifest
 * page the range touches. No pass
 * over the bytes here: files go out with sendfile, except those of encrypted objects, which are decrypted on their way.
 */
final class GetObject implements ObjectOperation {

    /** A small object's bytes go with its record; losing this race so often takes a writer at every turn. */
    private static final int ATTEMPTS = 10;

    private final ReadObject read;
    private final ContentReader contents;

    GetObject(ObjectStore objects, ContentReader contents, Lifecycles lifecycles, ServerSideEncryption encryption, Clock clock) {
        this.read = new ReadObject(objects, contents, lifecycles, encryption, clock);
        this.contents = contents;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT;
    }

    @Override
    public S3Response handle(ObjectCall call) throws IOException {
        return Attempts.upTo(ATTEMPTS, () -> {
            ReadObject.Found found = read.find(call);
            Optional<ResponseBody> body = contents.body(found.object(), found.range(), found.cipher());
            return body.map(bytes -> read.answer(call, found).withBody(bytes));
        }).orElseThrow(() -> new S3Exception(S3ErrorCode.SLOW_DOWN));
    }
}
