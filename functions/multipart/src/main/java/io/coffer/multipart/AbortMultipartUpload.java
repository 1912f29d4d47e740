package io.coffer.multipart;

import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Ends an upload without an object: a query for each 1,000 parts and one commit; the parts' bytes are left to the sweep. */
final class AbortMultipartUpload implements ObjectOperation {

    private final UploadStore uploads;

    AbortMultipartUpload(UploadStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public S3Operation name() {
        return S3Operation.ABORT_MULTIPART_UPLOAD;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        Refusals.require(uploads.abort(call.bucket(), call.key(), call.uploadId()));
        return S3Response.noContent();
    }
}
