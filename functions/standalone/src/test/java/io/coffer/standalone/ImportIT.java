package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.moving.Import;
import io.coffer.moving.ImportedBucket;
import io.coffer.standalone.ServerProcess.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/** {@code ./coffer import} from one server to another. */
class ImportIT {

    private static final List<String> ODD_KEYS = List.of(
            "plain", "a b+c%20d", "a//b", "folder/", "../up", "ünï/\uD83D\uDE00", "\uFFFD-after-surrogates", "tab\tnewline\n",
            "quote\"<&>'", "?x=y#z");
    private static final int SMALL_PART = 1_024;

    @TempDir
    static Path directory;

    private static ServerProcess source;
    private static ServerProcess target;
    private static S3Client from;
    private static S3Client to;

    @BeforeAll
    static void start() {
        source = server("source");
        target = server("target");
        from = SdkClients.to(source);
        to = SdkClients.to(target);
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
    }

    private static ServerProcess server(String name) {
        return ServerProcess.start(directory.resolve(name), Map.of(), List.of(), "--min-part-size", String.valueOf(SMALL_PART));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void put(String bucket, String key, int length) {
        from.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes(length)));
    }

    private static String[] arguments(String... more) {
        List<String> all = new ArrayList<>(List.of("import", "--from", source.endpoint().toString(), "--to", target.endpoint().toString(),
                "--data", target.data().toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Map<String, String> credentials() {
        return Map.of("AWS_ACCESS_KEY_ID", source.accessKeyId(), "AWS_SECRET_ACCESS_KEY", source.secretAccessKey());
    }

    private static Outcome imported(String... more) throws IOException, InterruptedException {
        return ServerProcess.run(credentials(), arguments(more));
    }

    private static String summary(Outcome outcome) {
        return outcome.output().replaceAll(" MB.*second", "") + outcome.errors();
    }

    /** Keys, ETags and sizes. */
    private static List<String> listing(S3Client s3, String bucket) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket).encodingType(EncodingType.URL)).contents().stream()
                .map(object -> object.key() + " " + object.eTag() + " " + object.size()).toList();
    }

    private static List<String> versions(S3Client s3, String bucket) {
        List<String> lines = new ArrayList<>();
        s3.listObjectVersions(r -> r.bucket(bucket)).versions()
                .forEach(version -> lines.add(version.key() + " " + version.eTag() + " " + version.isLatest()));
        s3.listObjectVersions(r -> r.bucket(bucket)).deleteMarkers()
                .forEach(marker -> lines.add(marker.key() + " marker " + marker.isLatest()));
        return lines;
    }

    private static void putInParts(String bucket, String key, int... lengths) {
        String id = from.createMultipartUpload(r -> r.bucket(bucket).key(key).metadata(Map.of("in", "parts"))).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int length : lengths) {
            int number = parts.size() + 1;
            String etag = from.uploadPart(
                    r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number), RequestBody.fromBytes(bytes(length))).eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        from.completeMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
    }

    @Test
    void objectsArriveWithAllTheyHave() throws Exception {
        from.createBucket(r -> r.bucket("whole"));
        for (int i = 0; i < ODD_KEYS.size(); i++) {
            put("whole", ODD_KEYS.get(i), 100 + i);
        }
        put("whole", "empty", 0);
        put("whole", "large", 3_000_000);
        from.putObject(r -> r.bucket("whole").key("dressed").contentType("text/x-test").cacheControl("max-age=5")
                .contentDisposition("attachment; filename=\"a.txt\"").contentEncoding("gzip").contentLanguage("de")
                .overrideConfiguration(o -> o.putHeader("Expires", "Thu, 01 Dec 2033 16:00:00 GMT"))
                .metadata(Map.of("colour", "blue", "two-words", "a b")).tagging("a=b&c=d%20e"), RequestBody.fromBytes(bytes(50)));
        from.putObject(r -> r.bucket("whole").key("encrypted").serverSideEncryption(ServerSideEncryption.AES256),
                RequestBody.fromBytes(bytes(2_000)));
        putInParts("whole", "parts", 2_000, 3_000, 10);

        Outcome outcome = imported("whole");
        assertEquals(0, outcome.exitCode(), outcome::errors);
        assertTrue(summary(outcome).startsWith("15 copied, 3.0; 0 there already"), () -> summary(outcome));
        assertEquals(listing(from, "whole"), listing(to, "whole"));
        GetObjectResponse dressed = to.getObjectAsBytes(r -> r.bucket("whole").key("dressed")).response();
        assertEquals(List.of("text/x-test", "max-age=5", "attachment; filename=\"a.txt\"", "gzip", "de", "Thu, 01 Dec 2033 16:00:00 GMT"),
                List.of(dressed.contentType(), dressed.cacheControl(), dressed.contentDisposition(), dressed.contentEncoding(),
                        dressed.contentLanguage(), dressed.expiresString()));
        assertEquals(Map.of("colour", "blue", "two-words", "a b"), dressed.metadata());
        assertEquals(List.of(tag("a", "b"), tag("c", "d e")), to.getObjectTagging(r -> r.bucket("whole").key("dressed")).tagSet());
        assertEquals(Map.of("in", "parts"), to.headObject(r -> r.bucket("whole").key("parts")).metadata());
        assertArrayEquals(from.getObjectAsBytes(r -> r.bucket("whole").key("parts")).asByteArray(),
                to.getObjectAsBytes(r -> r.bucket("whole").key("parts")).asByteArray());

        assertTrue(summary(imported("whole")).startsWith("0 copied, 0.0; 15 there already"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void versionsAndDeleteMarkersArriveInTheirOrder() throws Exception {
        from.createBucket(r -> r.bucket("history"));
        from.putBucketVersioning(r -> r.bucket("history").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        for (int length = 1; length < 4; length++) {
            put("history", "key", length);
        }
        put("history", "gone", 7);
        from.deleteObject(r -> r.bucket("history").key("gone"));
        from.putBucketVersioning(r -> r.bucket("history").versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));

        Outcome outcome = imported("--versions", "history");
        assertTrue(summary(outcome).startsWith("5 copied"), () -> summary(outcome));
        assertEquals(versions(from, "history"), versions(to, "history"));
        assertEquals(BucketVersioningStatus.SUSPENDED, to.getBucketVersioning(r -> r.bucket("history")).status());
        from.putBucketVersioning(r -> r.bucket("history").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        put("history", "key", 4);
        Outcome again = imported("--versions", "history");
        assertTrue(summary(again).startsWith("1 copied, 0.0; 5 there already"), () -> summary(again));
        assertEquals(versions(from, "history"), versions(to, "history"));
    }

    @Test
    void whatIsNewerAtTheTargetIsLeftAsItIs() throws Exception {
        from.createBucket(r -> r.bucket("changed"));
        put("changed", "kept", 10);
        to.createBucket(r -> r.bucket("renamed"));
        to.putObject(r -> r.bucket("renamed").key("renewed"), RequestBody.fromBytes(bytes(20)));
        // Takes longer than the second that listings tell apart.
        assertEquals(0, imported("changed=renamed").exitCode());
        to.putObject(r -> r.bucket("renamed").key("kept"), RequestBody.fromBytes(bytes(11)));
        put("changed", "renewed", 21);
        Outcome outcome = imported("changed=renamed");
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.errors().contains("renamed/kept: left as it is"), outcome::errors);
        assertEquals(11, to.headObject(r -> r.bucket("renamed").key("kept")).contentLength());
        assertEquals(21, to.headObject(r -> r.bucket("renamed").key("renewed")).contentLength());
    }

    @Test
    void anImportThatWasKilledGoesOnWhereItEnded() throws Exception {
        from.createBucket(r -> r.bucket("many"));
        for (int i = 0; i < 40; i++) {
            put("many", "key-" + i, 1_000 + i);
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments("--threads", "1", "many")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(credentials());
        to.createBucket(r -> r.bucket("many"));
        Process process = builder.start();
        while (process.isAlive() && listing(to, "many").size() < 5) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        int there = listing(to, "many").size();
        Outcome outcome = imported("many");
        assertTrue(summary(outcome).endsWith("; " + there + " there already\n"), () -> summary(outcome));
        assertEquals(listing(from, "many"), listing(to, "many"));
    }

    @Test
    void bytesThatChangedOnTheWayNeverBecomeVisible() throws Exception {
        from.createBucket(r -> r.bucket("damaged"));
        put("damaged", "one", 5_000);
        putInParts("damaged", "parts", 2_000, 100);
        List<String> told = new ArrayList<>();
        try (S3Client changing = S3Client.builder().endpointOverride(source.endpoint()).forcePathStyle(true)
                .region(from.serviceClientConfiguration().region())
                .credentialsProvider(from.serviceClientConfiguration().credentialsProvider())
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new ChangingBytes())).build()) {
            Import work = new Import(changing, to, new Import.Settings("", false, 2, Optional.empty()),
                    (name, what) -> told.add(name + ": " + what));
            work.run(List.of(new ImportedBucket("damaged", "damaged")));
            assertEquals(2, work.tally().failed(), told::toString);
        }
        assertEquals(List.of(), listing(to, "damaged"));
        assertEquals(List.of(), to.listMultipartUploads(r -> r.bucket("damaged")).uploads());
    }

    /** Changes another byte of every object each time it is read. */
    private static final class ChangingBytes implements ExecutionInterceptor {

        private int count;

        @Override
        public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof GetObjectRequest) || context.responseBody().isEmpty()) {
                return context.responseBody();
            }
            try (InputStream body = context.responseBody().get()) {
                byte[] bytes = body.readAllBytes();
                bytes[count++ % bytes.length] ^= 1;
                return Optional.of(new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aServersOwnCertificateIsTrustedIfItIsNamed() throws Exception {
        from.createBucket(r -> r.bucket("over-tls"));
        put("over-tls", "key", 2_000_000);
        List<String> command = List.of("import", "--from", source.tlsEndpoint().toString(), "--to", target.tlsEndpoint().toString(),
                "--data", target.data().toString(), "over-tls");
        Outcome untrusted = ServerProcess.run(credentials(), command.toArray(String[]::new));
        assertEquals(1, untrusted.exitCode(), untrusted::output);
        Path authorities = Files.writeString(directory.resolve("authorities.pem"),
                Files.readString(source.authority()) + Files.readString(target.authority()));
        List<String> trusting = new ArrayList<>(command);
        trusting.addAll(List.of("--ca", authorities.toString()));
        Outcome trusted = ServerProcess.run(credentials(), trusting.toArray(String[]::new));
        assertEquals(0, trusted.exitCode(), trusted::errors);
        assertEquals(listing(from, "over-tls"), listing(to, "over-tls"));
    }

    @Test
    void whatKeepsAnImportFromStartingIsSaidInALine() throws Exception {
        Outcome wrong = ServerProcess.run(
                Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "secret"), arguments());
        assertEquals(1, wrong.exitCode());
        assertEquals(1, wrong.errors().lines().count(), wrong::errors);
        assertTrue(wrong.errors().startsWith("coffer: cannot read " + source.endpoint()), wrong::errors);
        Outcome missing = imported("no-such-bucket");
        assertEquals(1, missing.exitCode());
        assertTrue(missing.errors().startsWith("no-such-bucket: "), missing::errors);
    }
}
