package io.coffer.newestsdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The newest AWS SDK for Java against {@code serve}: what the documents do not list is refused by its name and changes nothing. */
final class UnwrittenOperationsIT {

    /** Operations of other services' addresses, which the SDK signs for those: s3express and s3-object-lambda. */
    private static final Set<String> OF_OTHER_SERVICES = Set.of("ListDirectoryBuckets", "WriteGetObjectResponse");
    private static final String BUCKET = "kept";
    private static final String KEY = "key";
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "../../docs/s3-compatibility.md");

    private static Server server;
    private static S3Client s3;

    @BeforeAll
    static void start() throws IOException {
        server = Server.start();
        s3 = server.client();
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
        s3.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("as it was"));
        s3.createBucket(r -> r.bucket("empty"));
    }

    @AfterAll
    static void stop() throws IOException {
        s3.close();
        server.close();
    }

    static List<SdkOperation> unwritten() throws IOException {
        Set<String> written = Files.readAllLines(PAGE.normalize()).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Arrays.stream(line.split("\\|")[1].split(",")))
                .map(name -> name.trim().replace("`", ""))
                .collect(Collectors.toSet());
        return SdkOperation.all().stream()
                .filter(operation -> !written.contains(operation.name()) && !OF_OTHER_SERVICES.contains(operation.name()))
                .toList();
    }

    @Test
    void whatIsSignedForAnotherServiceIsRefusedByThatServicesName() {
        S3Exception refusal = assertThrows(S3Exception.class, () -> s3.listDirectoryBuckets(r -> r.maxDirectoryBuckets(1)));
        assertEquals(400, refusal.statusCode(), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("s3express"), refusal::getMessage);
    }

    @ParameterizedTest
    @MethodSource("unwritten")
    void isRefusedByItsNameAndChangesNothing(SdkOperation operation) {
        for (String bucket : List.of(BUCKET, "empty")) {
            S3Exception refusal = assertThrows(S3Exception.class, () -> operation.call(s3, bucket, KEY));
            assertEquals(501, refusal.statusCode(), refusal::getMessage);
            assertEquals("NotImplemented", refusal.awsErrorDetails().errorCode());
            assertTrue(refusal.getMessage().contains(operation.name()), refusal::getMessage);
        }
        ListObjectVersionsResponse kept = s3.listObjectVersions(r -> r.bucket(BUCKET));
        assertEquals(1, kept.versions().size());
        assertEquals(List.of(), kept.deleteMarkers());
        assertEquals("as it was", s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String());
        assertEquals(List.of(), s3.listObjectVersions(r -> r.bucket("empty")).versions());
    }
}
