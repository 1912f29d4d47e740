package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Data directories of every format open, and all of them can be read: format-1.zip, which commit 77e7d39b made, and format-2.zip, made by
 * the commit that added it. The bytes of each object follow from a name, see {@link #content}. If a format is added, these directories
 * stay, and one of the new format is added.
 */
class EarlierFormatIT {

    private static final String BUCKET = "format-one";
    private static final String CUSTOMERS_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    Path data;

    private void unpack(String name) throws IOException {
        try (InputStream resource = EarlierFormatIT.class.getResourceAsStream(name);
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = data.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    /** SHA-256 of NAME/0, NAME/1 and so on. */
    private static byte[] content(String name, int length) throws Exception {
        byte[] bytes = new byte[length + 32];
        for (int at = 0, number = 0; at < length; at += 32, number++) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((name + "/" + number).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(digest, 0, bytes, at, digest.length);
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static void assertHolds(S3Client s3, byte[] expected, Consumer<GetObjectRequest.Builder> request) {
        assertArrayEquals(expected, s3.getObjectAsBytes(request).asByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"format-1.zip", "format-2.zip"})
    void everythingInItCanBeReadAndWritten(String directory) throws Exception {
        unpack(directory);
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(), "--min-part-size", "1024")) {
            assertEquals("formatone", server.accessKeyId());
            S3Client s3 = SdkClients.to(server);
            assertHolds(s3, content("small", 1_000), r -> r.bucket(BUCKET).key("small"));
            GetObjectResponse small = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("small")).response();
            assertEquals("text/plain", small.contentType());
            assertEquals(Map.of("colour", "blue"), small.metadata());
            assertEquals("b", s3.getObjectTagging(r -> r.bucket(BUCKET).key("small")).tagSet().get(0).value());
            assertHolds(s3, content("large", 70_000), r -> r.bucket(BUCKET).key("large"));
            assertHolds(s3, joined(content("parts-1", 2_000), content("parts-2", 2_000)), r -> r.bucket(BUCKET).key("parts"));
            assertHolds(s3, content("encrypted", 3_000), r -> r.bucket(BUCKET).key("encrypted"));
            assertHolds(s3, content("encrypted-large", 70_000), r -> r.bucket(BUCKET).key("encrypted-large"));
            completeTheOpenUpload(s3);
            assertVersions(s3);
            s3.copyObject(r -> r.sourceBucket(BUCKET).sourceKey("parts").destinationBucket(BUCKET).destinationKey("copy"));
            s3.putObject(r -> r.bucket(BUCKET).key("small"), RequestBody.fromString("new"));
        }
        ServerProcess.Outcome verified = ServerProcess.run(Map.of(), "verify", "--data", data.toString());
        assertEquals(0, verified.exitCode(), verified::output);
        assertTrue(verified.output().contains(": 0 damaged or missing. "), verified::output);
    }

    private static void completeTheOpenUpload(S3Client s3) throws Exception {
        String id = s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads().get(0).uploadId();
        String etag = s3.listParts(r -> r.bucket(BUCKET).key("open").uploadId(id)).parts().get(0).eTag();
        s3.completeMultipartUpload(r -> r.bucket(BUCKET).key("open").uploadId(id)
                .multipartUpload(m -> m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
        assertHolds(s3, content("open-1", 2_000), r -> r.bucket(BUCKET).key("open"));
    }

    private static void assertVersions(S3Client s3) throws Exception {
        String bucket = "format-one-versions";
        var listing = s3.listObjectVersions(r -> r.bucket(bucket));
        assertTrue(listing.deleteMarkers().get(0).isLatest());
        List<String> ids = listing.versions().stream().map(ObjectVersion::versionId).toList();
        assertEquals(2, ids.size());
        assertHolds(s3, content("second", 500), r -> r.bucket(bucket).key("key").versionId(ids.get(0)));
        assertHolds(s3, content("first", 500), r -> r.bucket(bucket).key("key").versionId(ids.get(1)));
        assertEquals("y", s3.getBucketTagging(r -> r.bucket(bucket)).tagSet().get(0).value());
    }
}
