package io.coffer.objects;

import io.coffer.content.ContentReader;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.time.Clock;

/** Tells an object's headers: one read, and a manifest page where a part number is asked for. */
final class HeadObject implements ObjectOperation {

    private final ReadObject read;

    HeadObject(ObjectStore objects, ContentReader contents, Lifecycles lifecycles, ServerSideEncryption encryption, Clock clock) {
        this.read = new ReadObject(objects, contents, lifecycles, encryption, clock);
    }

    @Override
    public S3Operation name() {
        return S3Operation.HEAD_OBJECT;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        return read.answer(call, read.find(call));
    }
}
