package io.coffer.objects;

import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.ObjectStore;
import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.ObjectKey;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.DeleteRequest;
import io.coffer.protocol.xml.DeleteResult;
import io.coffer.protocol.xml.DeleteResult.Deleted;
import io.coffer.protocol.xml.DeleteResult.Failed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Removes up to 1,000 objects, each as DeleteObject would; one that fails does not keep the others. */
public final class DeleteObjects implements Operation {

    private static final int MAX_KEYS = 1000;

    private final ObjectStore objects;

    public DeleteObjects(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_OBJECTS;
    }

    @Override
    public S3Response handle(Call call) throws IOException {
        if (!DeclaredDigests.of(call.headers(), call.payload()).any()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        DeleteRequest request = call.requireDocument(DeleteRequest.class);
        List<DeleteRequest.Target> targets = request.objects();
        if (targets == null || targets.isEmpty() || targets.size() > MAX_KEYS) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        boolean quiet = Boolean.TRUE.equals(request.quiet());
        List<Deleted> deleted = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (DeleteRequest.Target target : targets) {
            try {
                delete(call, target);
                if (!quiet) {
                    deleted.add(new Deleted(target.key()));
                }
            } catch (S3Exception e) {
                failed.add(new Failed(target.key(), e.code().code(), e.getMessage()));
            }
        }
        return S3Response.xml(new DeleteResult(deleted, failed));
    }

    private void delete(Call call, DeleteRequest.Target target) {
        if (target.key() == null || target.key().isEmpty()) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        ObjectKey.require(target.key());
        if (target.versionId() != null && !target.versionId().isEmpty() && !target.versionId().equals("null")) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_VERSION);
        }
        objects.delete(call.bucket(), target.key(), new Preconditions(target.etag(), null, null, null));
    }
}
