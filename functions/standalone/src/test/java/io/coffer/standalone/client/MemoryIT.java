package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.TestServer;
import io.coffer.standalone.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object far larger than the server's memory passes through it both ways. */
final class MemoryIT {

    private static final long SIZE = 256L << 20;
    private static final String BUCKET = "large";

    @TempDir
    Path data;

    /** Bytes made as they are read: a counter's, so that no two blocks are alike. */
    private static final class Generated extends InputStream {

        private long position;

        @Override
        public int read() {
            return position == SIZE ? -1 : byteAt(position++) & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position == SIZE) {
                return -1;
            }
            int count = (int) Math.min(length, SIZE - position);
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = byteAt(position++);
            }
            return count;
        }

        private static byte byteAt(long position) {
            return (byte) (position >>> ((position & 3) * 8));
        }
    }

    @Test
    void twiceTheHeapPassesThrough() throws Exception {
        try (TestServer server = PackagedServers.start(data, List.of(ServerProcess.ALL_COMPILERS, "-Xmx128m"));
                S3Client s3 = server.client(b -> b.forcePathStyle(true))) {
            s3.createBucket(r -> r.bucket(BUCKET));
            String etag = s3.putObject(
                    r -> r.bucket(BUCKET).key("key"),
                    RequestBody.fromContentProvider(Generated::new, SIZE, "application/octet-stream")).eTag();
            try (ResponseInputStream<GetObjectResponse> got = s3.getObject(r -> r.bucket(BUCKET).key("key"))) {
                assertEquals(SIZE, got.response().contentLength());
                assertEquals(etag, got.response().eTag());
                assertEquals(crc32c(new Generated()), crc32c(got));
            }
        }
    }

    private static long crc32c(InputStream bytes) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(bytes, new CRC32C());
        checked.transferTo(OutputStream.nullOutputStream());
        return checked.getChecksum().getValue();
    }
}
