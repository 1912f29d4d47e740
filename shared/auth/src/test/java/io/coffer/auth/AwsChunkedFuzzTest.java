package io.coffer.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded, so that a failure comes again. */
final class AwsChunkedFuzzTest {

    private final Random random = new Random(20130524);

    @Test
    void anyChunkingReadInAnyStepsGivesTheContent() throws IOException {
        for (int round = 0; round < 300; round++) {
            byte[] content = content();
            assertArrayEquals(content, readInSteps(decoder(frame(content), content.length)));
        }
    }

    @Test
    void damageIsRefusedOrLeavesTheLength() throws IOException {
        for (int round = 0; round < 20_000; round++) {
            byte[] content = new byte[random.nextInt(200)];
            byte[] framed = frame(content);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                framed[random.nextInt(framed.length)] = (byte) random.nextInt(256);
            }
            try {
                assertTrue(readInSteps(decoder(framed, content.length)).length == content.length);
            } catch (S3Exception refused) {
                assertTrue(refused.code().status() == 400, refused.code().code());
            }
        }
    }

    private InputStream decoder(byte[] framed, long length) {
        InputStream trickle = new ByteArrayInputStream(framed) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int wanted) {
                return super.read(bytes, offset, Math.min(wanted, 1 + random.nextInt(20_000)));
            }
        };
        Trailers trailers = Trailers.announcedIn(new S3Headers().add("x-amz-trailer", "x-amz-checksum-crc32"));
        return new AwsChunkedInputStream(trickle, length, ChunkVerifier.NONE, trailers);
    }

    private byte[] content() {
        byte[] content = new byte[random.nextInt(60_000)];
        random.nextBytes(content);
        return content;
    }

    private byte[] frame(byte[] content) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        int at = 0;
        while (at < content.length) {
            int size = Math.min(1 + random.nextInt(30_000), content.length - at);
            framed.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            framed.write(content, at, size);
            framed.writeBytes(new byte[] {'\r', '\n'});
            at += size;
        }
        framed.writeBytes("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return framed.toByteArray();
    }

    private byte[] readInSteps(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] step = new byte[1 + random.nextInt(40_000)];
        for (int n = in.read(step); n >= 0; n = in.read(step)) {
            read.write(step, 0, n);
        }
        return read.toByteArray();
    }
}
