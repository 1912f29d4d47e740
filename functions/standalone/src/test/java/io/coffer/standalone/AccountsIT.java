package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.RootKeys;
import io.coffer.auth.SecretSeal;
import io.coffer.standalone.ServerProcess.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The operator's commands, as people type them: beside a server that runs, and without one. */
class AccountsIT {

    private static final String BOB = "111122223333";

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    /** A command in a process of its own. */
    private Outcome coffer(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return ServerProcess.run(Map.of(), all.toArray(String[]::new));
    }

    private String done(String... arguments) throws Exception {
        Outcome outcome = coffer(arguments);
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertEquals("", outcome.errors());
        return outcome.output();
    }

    private void refused(String why, String... arguments) throws Exception {
        Outcome outcome = coffer(arguments);
        assertEquals(1, outcome.exitCode(), outcome.output());
        assertEquals("", outcome.output());
        assertTrue(outcome.errors().startsWith("coffer: ") && outcome.errors().contains(why), outcome.errors());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
    }

    private static AccessKeyPair pair(String output) {
        return new AccessKeyPair(value(output, "Access key ID"), value(output, "Secret access key"));
    }

    private static String value(String output, String label) {
        Matcher line = Pattern.compile("(?m)^" + label + " +(\\S+)").matcher(output);
        assertTrue(line.find(), output);
        return line.group(1);
    }

    private static S3Client client(ServerProcess server, AccessKeyPair pair) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(pair.accessKeyId(), pair.secretAccessKey())))
                .forcePathStyle(true)
                .build();
    }

    private static void assertKeyRefused(S3Client s3) {
        assertEquals("InvalidAccessKeyId", assertThrows(S3Exception.class, s3::listBuckets).awsErrorDetails().errorCode());
    }

    @Test
    void anAccountMadeBesideARunningServerWorksAtOnce() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            String created = done("accounts", "create", "alice", "--plan", "pro");
            AccessKeyPair alice = pair(created);
            assertTrue(created.contains("export AWS_ACCESS_KEY_ID=" + alice.accessKeyId() + " AWS_SECRET_ACCESS_KEY="
                    + alice.secretAccessKey() + "\n"), created);
            assertTrue(Pattern.compile("(?m)^Account +\\d{12}  alice$").matcher(created).find(), created);
            assertTrue(value(created, "Canonical ID").matches("[0-9a-f]{64}"), created);
            try (S3Client s3 = client(server, alice)) {
                s3.createBucket(r -> r.bucket("alices"));
                assertEquals(value(created, "Canonical ID"), s3.listBuckets().owner().id());
            }
            String table = done("accounts", "list");
            assertEquals(3, table.lines().count(), table);
            assertTrue(table.contains("alice   pro   active  1 of 100  unlimited"), table);
            assertFalse(table.contains(alice.accessKeyId()), table);
            assertEquals(0, server.stop());
            assertEquals("", server.errors(), "a log is no place for what commands print");
        }
    }

    @Test
    void suspensionsHoldAtOnceAndOutliveStartsAndDeclarations() throws Exception {
        Path declared = Files.writeString(elsewhere.resolve("accounts"), """
                [bob]
                aws_account_id = %s
                aws_access_key_id = bobkey
                aws_secret_access_key = bobsecret
                """.formatted(BOB));
        AccessKeyPair bob = new AccessKeyPair("bobkey", "bobsecret");
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(), "--accounts", declared.toString());
                S3Client s3 = client(server, bob)) {
            s3.listBuckets();
            done("accounts", "suspend", BOB);
            assertKeyRefused(s3);
            done("accounts", "resume", BOB);
            s3.listBuckets();
            done("accounts", "suspend", BOB);
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(), "--accounts", declared.toString());
                S3Client s3 = client(server, bob)) {
            assertKeyRefused(s3);
        }
        assertTrue(done("accounts", "list").contains("suspended"));
    }

    @Test
    void anAccountIsDeletedOnlyWhenItIsSuspendedAndOwnsNothing() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            AccessKeyPair bob = pair(done("accounts", "create", "bob", "--id", BOB));
            refused("there is an account " + BOB, "accounts", "create", "other", "--id", BOB);
            try (S3Client s3 = client(server, bob)) {
                s3.createBucket(r -> r.bucket("bobs"));
                refused("owns 1 buckets (bobs)", "accounts", "delete", BOB);
                s3.deleteBucket(r -> r.bucket("bobs"));
                refused("is not suspended", "accounts", "delete", BOB);
                s3.listBuckets();
                done("accounts", "suspend", BOB);
                done("accounts", "delete", BOB);
                assertKeyRefused(s3);
                refused("there is no account " + BOB, "accounts", "delete", BOB);
                // Whoever had the id before has no part in what comes after.
                done("accounts", "create", "bob", "--id", BOB);
                assertKeyRefused(s3);
            }
            refused("first account", "accounts", "suspend", "000000000000");
            refused("first account", "accounts", "delete", "000000000000");
        }
    }

    @Test
    void plansAndLimitsAreSetAndShown() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            done("accounts", "create", "bob", "--id", BOB);
            String told = done("accounts", "plan", BOB, "free", "--max-bytes", "5GiB", "--max-objects", "none", "--max-buckets", "0");
            // The servers of these tests hold nobody to a rate.
            assertTrue(told.contains("free: buckets 0, bytes 5 GiB, objects unlimited, uploads in progress 1,000,"
                    + " requests a second unlimited"), told);
            JsonNode bob = new ObjectMapper().readTree(done("accounts", "list", "--json")).get(1);
            assertEquals(BOB, bob.get("id").asText());
            assertEquals(5L << 30, bob.get("limits").get("maxBytes").asLong());
            assertFalse(bob.get("limits").has("maxObjects"));
            assertEquals(1_000, bob.get("limits").get("maxUploads").asLong());
            assertTrue(done("accounts", "plan", BOB, "pro", "--max-uploads", "5").contains("uploads in progress 5,"));
            assertEquals(2, coffer("accounts", "plan", BOB, "pro", "--max-uploads", "-1").exitCode());
            assertTrue(done("accounts", "plan", BOB, "pro").contains("pro: buckets 100, bytes unlimited"));
            assertEquals(2, coffer("accounts", "plan", BOB, "free", "--requests-per-second", "0").exitCode());
            assertEquals(2, coffer("accounts", "plan", BOB, "gold").exitCode());
            assertEquals(2, coffer("accounts", "create", "a\nb").exitCode());
            assertEquals(2, coffer("accounts", "create", "bob", "--id", "12").exitCode());
            refused("there is no account", "accounts", "plan", "999999999999", "pro");
        }
    }

    @Test
    void commandsWorkWithoutAServerToo() throws Exception {
        refused("no installation", "accounts", "list");
        assertTrue(Files.notExists(data.resolve("metadata")) && Files.notExists(data.resolve("master.key")), "nothing is made");
        try (ServerProcess server = ServerProcess.start(data)) {
            server.kill();
        }
        assertTrue(Files.exists(data.resolve("control").resolve("socket")), "a server that was killed leaves its socket");
        AccessKeyPair alice = pair(done("accounts", "create", "alice"));
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = client(server, alice)) {
            s3.listBuckets();
            assertTrue(done("accounts", "list").contains("alice"));
            assertEquals(0, server.stop());
        }
        assertTrue(Files.notExists(data.resolve("control").resolve("socket")), "one that was stopped does not");
    }

    @Test
    void whoLostAPairGetsAnother() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            AccessKeyPair first = RootKeys.kept(data).orElseThrow();
            AccessKeyPair second = pair(done("keys", "create"));
            assertEquals(first, RootKeys.kept(data).orElseThrow());
            refused("LimitExceeded", "keys", "create");
            try (S3Client old = client(server, first); S3Client s3 = client(server, second)) {
                old.listBuckets();
                s3.listBuckets();
                done("keys", "delete", first.accessKeyId());
                assertKeyRefused(old);
                refused("there is no access key", "keys", "delete", first.accessKeyId());
                AccessKeyPair third = pair(done("keys", "create"));
                assertEquals(third, RootKeys.kept(data).orElseThrow(), "the pair that was kept could sign no more");
                s3.listBuckets();
            }
            AccessKeyPair bob = pair(done("accounts", "create", "bob", "--id", BOB));
            assertNotEquals(bob, pair(done("keys", "create", "--account", BOB)));
            refused("LimitExceeded", "keys", "create", "--account", BOB);
        }
    }

    @Test
    void theKeyAboveTheMasterKeyChangesUnderARunningServer() throws Exception {
        byte[] content = "sealed under the master key".getBytes(StandardCharsets.UTF_8);
        byte[] old;
        AccessKeyPair pair;
        try (ServerProcess server = ServerProcess.start(data)) {
            pair = RootKeys.kept(data).orElseThrow();
            old = Files.readAllBytes(data.resolve("master.key"));
            try (S3Client s3 = client(server, pair)) {
                s3.createBucket(r -> r.bucket("bucket"));
                s3.putObject(r -> r.bucket("bucket").key("key").serverSideEncryption(ServerSideEncryption.AES256),
                        RequestBody.fromBytes(content));
                done("keys", "rotate");
                assertArrayEquals(content, s3.getObjectAsBytes(r -> r.bucket("bucket").key("key")).asByteArray());
            }
            server.kill();
        }
        assertFalse(Arrays.equals(old, Files.readAllBytes(data.resolve("master.key"))));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("master.key"))));
        byte[] given = SecretSeal.newMasterKey();
        done("keys", "rotate", "--new-master-key", Files.write(elsewhere.resolve("given"), given).toString());
        assertArrayEquals(given, Files.readAllBytes(data.resolve("master.key")));
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = client(server, pair)) {
            assertArrayEquals(content, s3.getObjectAsBytes(r -> r.bucket("bucket").key("key")).asByteArray());
        }
        Files.write(data.resolve("master.key"), old);
        Outcome refused = ServerProcess.run(Map.of("COFFER_PORT", "0", "COFFER_TLS_PORT", "0"), "serve", "--data", data.toString());
        assertEquals(1, refused.exitCode());
        assertTrue(refused.errors().contains("is not the one that the installation's tables are sealed under"), refused.errors());
    }
}
