package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.standalone.ServerProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What is damaged or missing is found before somebody asks for it. */
class VerifyIT {

    private static final String BUCKET = "bucket";
    private static final byte[] LARGE = new byte[200_000];

    @TempDir
    Path data;

    private Set<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            return new HashSet<>(files.filter(file -> Files.isRegularFile(file) && !file.endsWith("installation")).toList());
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    /** The file that a write made. */
    private Path fileOf(Write write) throws IOException {
        Set<Path> before = blobs();
        write.run();
        Set<Path> after = blobs();
        after.removeAll(before);
        return after.iterator().next();
    }

    private Outcome verify(String... more) throws Exception {
        return ServerProcess.run(
                Map.of(), Stream.concat(Stream.of("verify", "--data", data.toString()), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void whatIsDamagedOrMissingIsNamed() throws Exception {
        Path damaged;
        Path missing;
        Path part;
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(r -> r.bucket(BUCKET));
            s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
            s3.putObject(r -> r.bucket(BUCKET).key("small"), RequestBody.fromString("small"));
            s3.putObject(r -> r.bucket(BUCKET).key("empty"), RequestBody.empty());
            s3.putObject(r -> r.bucket(BUCKET).key("encrypted").serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromBytes(LARGE));
            missing = fileOf(() -> s3.putObject(r -> r.bucket(BUCKET).key("versions"), RequestBody.fromBytes(LARGE)));
            damaged = fileOf(() -> s3.putObject(r -> r.bucket(BUCKET).key("versions"), RequestBody.fromBytes(LARGE)));
            String upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("upload")).uploadId();
            part = fileOf(() -> s3.uploadPart(r -> r.bucket(BUCKET).key("upload").uploadId(upload).partNumber(7),
                    RequestBody.fromBytes(LARGE)));

            Outcome whole = verify();
            assertEquals(0, whole.exitCode(), whole::errors);
            assertTrue(whole.output().startsWith("Read 5 objects and 1 parts of uploads, "), whole::output);
            assertTrue(whole.output().endsWith(": 0 damaged or missing. 4 blobs, 0 to which nothing points.\n"), whole::output);

            DamagedBytesIT.flip(damaged, 100_000);
            Files.delete(missing);
            DamagedBytesIT.flip(part, 0);

            Outcome besideTheServer = verify();
            assertEquals(3, besideTheServer.exitCode(), besideTheServer::errors);
            assertTrue(besideTheServer.output().contains(": 3 damaged or missing. 3 blobs, 0 to which"), besideTheServer::output);
            assertTrue(besideTheServer.output().contains("bucket/versions ("), besideTheServer::output);
            assertTrue(besideTheServer.output().contains("its bytes are missing: " + missing), besideTheServer::output);
            assertTrue(besideTheServer.output().contains("part 7: blob " + part.getFileName()), besideTheServer::output);
            assertEquals(0, server.stop());
        }
        JsonNode document = new ObjectMapper().readTree(verify("--json").output());
        assertEquals(5, document.get("objects").asInt());
        assertEquals(3, document.get("damagedOrMissing").asInt());
        assertEquals(Set.of("versions", "upload"), StreamSupport.stream(document.get("findings").spliterator(), false)
                .map(finding -> finding.get("key").asText()).collect(Collectors.toSet()));
    }

    @Test
    void aBlobToWhichNothingPointsIsNamedAndMovedAwayIfAsked() throws Exception {
        Path kept;
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(r -> r.bucket(BUCKET));
            kept = fileOf(() -> s3.putObject(r -> r.bucket(BUCKET).key("kept"), RequestBody.fromBytes(LARGE)));
            fileOf(() -> s3.putObject(r -> r.bucket(BUCKET).key("deleted"), RequestBody.fromBytes(LARGE)));
            s3.deleteObject(r -> r.bucket(BUCKET).key("deleted"));
            Path orphan = kept.resolveSibling(kept.getFileName().toString().replaceAll(".$", "_"));
            Files.copy(kept, orphan);

            Outcome named = verify("--compare", "lengths");
            assertEquals(4, named.exitCode(), named::errors);
            assertTrue(named.output().startsWith("blob " + orphan.getFileName() + ": nothing points to it"), named::output);
            assertTrue(Files.exists(orphan));

            Path report = data.resolveSibling("report.json");
            assertEquals(4, verify("--quarantine", "--json", report.toString()).exitCode());
            assertEquals(orphan.getFileName().toString(),
                    new ObjectMapper().readTree(report.toFile()).get("orphanedBlobs").get(0).get("blob").asText());
            assertTrue(Files.exists(data.resolve("blobs").resolve("quarantine").resolve(orphan.getFileName())));
            assertEquals(0, verify("--compare", "lengths").exitCode());
        }
    }
}
