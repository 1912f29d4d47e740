package io.coffer.blobs;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** The body of an UploadPart straight from the write's buffer, which the client may read again to retry. */
final class BufferedPart {

    private BufferedPart() {}

    static RequestBody of(byte[] buffer, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, length), length, "application/octet-stream");
    }
}
