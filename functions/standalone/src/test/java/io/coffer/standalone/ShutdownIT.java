package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;

/** SIGTERM: what is in flight is finished, nothing new begins, the exit code is 0. */
class ShutdownIT {

    private static final byte[] BYTES = new byte[300_000];

    static {
        Arrays.fill(BYTES, (byte) 'x');
    }

    @TempDir
    Path data;

    @Test
    void finishesAnUploadInFlight() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            try (S3Client s3 = SdkClients.to(server)) {
                s3.createBucket(request -> request.bucket("bucket"));
            }
            try (RawConnection upload = new RawConnection(server.port())) {
                URI target = presignedPut(server, "bucket", "slow");
                upload.send("PUT " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1",
                        "Host: " + target.getAuthority(), "Content-Length: " + BYTES.length, "Expect: 100-continue", "");
                String go = upload.readHead();
                assertTrue(go.startsWith("HTTP/1.1 100 "), go);
                upload.send(Arrays.copyOf(BYTES, 100_000));

                server.terminate();
                awaitRefusal(server);

                upload.send(Arrays.copyOfRange(BYTES, 100_000, BYTES.length));
                String answer = upload.readHead();
                assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
                assertEquals(0, server.waitFor());
            }
        }
        try (ServerProcess again = ServerProcess.start(data); S3Client s3 = SdkClients.to(again)) {
            assertArrayEquals(BYTES, s3.getObjectAsBytes(request -> request.bucket("bucket").key("slow")).asByteArray());
        }
    }

    private static URI presignedPut(ServerProcess server, String bucket, String key) throws Exception {
        try (S3Presigner presigner = SdkClients.presignerFor(server)) {
            return presigner.presignPutObject(PutObjectPresignRequest.builder()
                            .signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(put -> put.bucket(bucket).key(key))
                            .build())
                    .url()
                    .toURI();
        }
    }

    /** Asks until a new connection is refused or turned away. */
    private static void awaitRefusal(ServerProcess server) {
        boolean served = true;
        while (served) {
            try (RawConnection probe = new RawConnection(server.port())) {
                probe.send("GET /_health/live HTTP/1.1", "Host: localhost", "Connection: close", "");
                served = probe.readHead().startsWith("HTTP/1.1 200 ");
            } catch (IOException e) {
                served = false;
            }
        }
    }
}
