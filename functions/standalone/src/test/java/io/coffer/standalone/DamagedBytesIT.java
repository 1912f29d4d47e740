package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Bytes on the disk that are not those that were stored never go out as if they were. */
class DamagedBytesIT {

    private static final String BUCKET = "bucket";
    private static final int SIZE = 300_000;
    private static final int PART = 5 << 20;

    @TempDir
    static Path data;

    private static ServerProcess server;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(data);
        s3 = SdkClients.withoutRetries(server);
        s3.createBucket(r -> r.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Set<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            return new HashSet<>(files.filter(Files::isRegularFile).toList());
        }
    }

    /** Stores bytes, and tells the file they went to. */
    private static Path put(String key, byte[] bytes) throws IOException {
        Set<Path> before = blobs();
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
        Set<Path> after = blobs();
        after.removeAll(before);
        return after.iterator().next();
    }

    /** Changes a bit of a byte. */
    static void flip(Path file, long position) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            bytes.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1));
            bytes.write(one.flip(), position);
        }
    }

    private static byte[] get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
    }

    private static byte[] get(String key, String range) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).range(range)).asByteArray();
    }

    private static void assertInternalError(Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(500, refusal.statusCode());
        assertEquals("InternalError", refusal.awsErrorDetails().errorCode());
    }

    @Test
    void damageAtTheBeginningIsAnswered500() throws IOException {
        flip(put("beginning", bytes(SIZE)), 10);
        assertInternalError(() -> get("beginning"));
    }

    @Test
    void damageFurtherOnBreaksTheConnectionOff() throws IOException {
        flip(put("end", bytes(SIZE)), SIZE - 1);
        assertThrows(SdkClientException.class, () -> get("end"));
    }

    @Test
    void anObjectThatWasReadBeforeIsVerifiedOnceItsFileWasWrittenTo() throws IOException {
        byte[] bytes = bytes(SIZE);
        Path file = put("often", bytes);
        assertArrayEquals(bytes, get("often"));
        assertArrayEquals(bytes, get("often"));
        flip(file, 0);
        assertInternalError(() -> get("often"));
    }

    @Test
    void rangesFailIfTheyTouchTheDamageOnly() throws IOException {
        byte[] bytes = bytes(SIZE);
        flip(put("range", bytes), 100_000);
        assertInternalError(() -> get("range", "bytes=100001-100002"));
        assertArrayEquals(Arrays.copyOf(bytes, 1000), get("range", "bytes=0-999"));
        assertArrayEquals(Arrays.copyOfRange(bytes, 250_000, SIZE), get("range", "bytes=250000-"));
    }

    @Test
    void aDamagedPartIsNotSent() throws IOException {
        String upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("parts")).uploadId();
        Set<Path> before = blobs();
        String first = s3.uploadPart(r -> r.bucket(BUCKET).key("parts").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(bytes(PART))).eTag();
        Set<Path> withFirst = blobs();
        String second = s3.uploadPart(r -> r.bucket(BUCKET).key("parts").uploadId(upload).partNumber(2),
                RequestBody.fromBytes(bytes(SIZE))).eTag();
        Set<Path> secondFile = blobs();
        secondFile.removeAll(withFirst);
        withFirst.removeAll(before);
        s3.completeMultipartUpload(r -> r.bucket(BUCKET).key("parts").uploadId(upload).multipartUpload(m -> m.parts(
                List.of(CompletedPart.builder().partNumber(1).eTag(first).build(),
                        CompletedPart.builder().partNumber(2).eTag(second).build()))));
        flip(secondFile.iterator().next(), 0);
        assertThrows(SdkClientException.class, () -> get("parts"));
        assertInternalError(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("parts").partNumber(2)));
        assertEquals(PART, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("parts").partNumber(1)).asByteArray().length);
        Files.delete(withFirst.iterator().next());
        assertInternalError(() -> get("parts"));
    }

    @Test
    void damagedBytesBecomeNoOtherObject() throws IOException {
        flip(put("source", bytes(SIZE)), 200_000);
        assertInternalError(() -> s3.copyObject(r -> r.sourceBucket(BUCKET).sourceKey("source").destinationBucket(BUCKET)
                .destinationKey("copy").serverSideEncryption(ServerSideEncryption.AES256)));
        assertEquals(404, assertThrows(S3Exception.class, () -> s3.headObject(r -> r.bucket(BUCKET).key("copy"))).statusCode());
        String upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("copy")).uploadId();
        assertInternalError(() -> s3.uploadPartCopy(r -> r.sourceBucket(BUCKET).sourceKey("source").destinationBucket(BUCKET)
                .destinationKey("copy").uploadId(upload).partNumber(1)));
        assertTrue(s3.listParts(r -> r.bucket(BUCKET).key("copy").uploadId(upload)).parts().isEmpty());
    }

    @Test
    void aFileThatWasCutShortIsAnswered500AndTheConnectionGoesOn() throws Exception {
        Path file = put("short", bytes(SIZE));
        put("whole", bytes(SIZE));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(SIZE / 2);
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            send(connection, "short");
            send(connection, "whole");
            String refused = connection.readHead();
            assertTrue(refused.startsWith("HTTP/1.1 500 "), refused);
            assertTrue(connection.readBody(refused).contains("<Code>InternalError</Code>"));
            String answered = connection.readHead();
            assertTrue(answered.startsWith("HTTP/1.1 200 "), answered);
        }
    }

    @Test
    void aMissingFileIsAnswered500() throws IOException {
        Path file = put("missing", bytes(SIZE));
        Files.delete(file);
        assertInternalError(() -> get("missing"));
        assertInternalError(() -> get("missing", "bytes=0-9"));
        assertEquals(SIZE, s3.headObject(r -> r.bucket(BUCKET).key("missing")).contentLength());
    }

    @Test
    void theLogNamesObjectAndBlob() throws IOException {
        Path file = put("named/in the log", bytes(SIZE));
        flip(file, 0);
        assertInternalError(() -> get("named/in the log"));
        String line = server.errors().lines().filter(one -> one.contains(file.getFileName().toString())).findFirst().orElse("");
        assertTrue(line.contains("/bucket/named/in%20the%20log"), server::errors);
        assertFalse(server.errors().contains("\tat "), "no stack");
    }

    private static void send(RawConnection connection, String key) throws Exception {
        try (S3Presigner presigner = SdkClients.presignerFor(server)) {
            URI target = presigner.presignGetObject(get -> get.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(r -> r.bucket(BUCKET).key(key))).url().toURI();
            connection.send("GET " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1", "Host: " + target.getAuthority(), "");
        }
    }
}
