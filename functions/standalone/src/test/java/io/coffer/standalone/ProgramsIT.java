package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Programs that people use with an S3, as Debian has them. Those that are not installed are left out. */
class ProgramsIT {

    private static final HttpClient HTTP = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String ODD_NAME = "dir/a b+\u00fc%20.bin";
    private static final int LARGE = 12_000_000;

    @TempDir
    private static Path directory;
    private static ServerProcess server;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(directory.resolve("data"), Map.of(), List.of(), "--sigv2");
        s3 = SdkClients.to(server);
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** A large file, a small one with an odd name, and an empty one. */
    private static Path files(String name) throws IOException {
        Path files = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(files.resolve("dir"));
        Files.write(files.resolve("large"), random(LARGE));
        Files.write(files.resolve(ODD_NAME), random(1_000));
        Files.write(files.resolve("empty"), new byte[0]);
        return files;
    }

    private static void assertSame(Path files, Path back) throws IOException {
        for (String name : List.of("large", ODD_NAME, "empty")) {
            assertArrayEquals(Files.readAllBytes(files.resolve(name)), Files.readAllBytes(back.resolve(name)), name);
        }
    }

    @Test
    void resticBacksUpChecksAndRestores() throws Exception {
        Program restic = Program.named("restic")
                .with("AWS_ACCESS_KEY_ID", server.accessKeyId())
                .with("AWS_SECRET_ACCESS_KEY", server.secretAccessKey())
                .with("RESTIC_REPOSITORY", "s3:" + server.endpoint() + "/restic/backups")
                .with("RESTIC_PASSWORD", "a password of tests")
                .with("RESTIC_CACHE_DIR", directory.resolve("cache").toString());
        Path files = files("backed-up");
        restic.run("init");
        restic.run("backup", files.toString());
        Files.write(files.resolve("large"), random(1_000));
        restic.run("backup", files.toString());
        restic.run("check", "--read-data");
        Path back = directory.resolve("restored");
        restic.run("restore", "latest", "--target", back.toString());
        assertSame(files, back.resolve(files.toString().substring(1)));
        restic.run("forget", "--keep-last", "1", "--prune");
        restic.run("check");
    }

    @Test
    void rcloneSyncsBothWaysAndMoves() throws Exception {
        Program rclone = Program.named("rclone")
                .with("RCLONE_CONFIG", directory.resolve("rclone.conf").toString())
                .with("RCLONE_CONFIG_COFFER_TYPE", "s3")
                .with("RCLONE_CONFIG_COFFER_PROVIDER", "Other")
                .with("RCLONE_CONFIG_COFFER_ENDPOINT", server.endpoint().toString())
                .with("RCLONE_CONFIG_COFFER_ACCESS_KEY_ID", server.accessKeyId())
                .with("RCLONE_CONFIG_COFFER_SECRET_ACCESS_KEY", server.secretAccessKey())
                .with("RCLONE_CONFIG_COFFER_CHUNK_SIZE", "5M")
                .with("RCLONE_CONFIG_COFFER_UPLOAD_CUTOFF", "5M");
        Path files = files("synced");
        rclone.run("mkdir", "coffer:rclone");
        rclone.run("sync", files.toString(), "coffer:rclone/files");
        rclone.run("check", "--download", files.toString(), "coffer:rclone/files");
        Files.delete(files.resolve("empty"));
        rclone.run("sync", files.toString(), "coffer:rclone/files");
        assertEquals(List.of("files/" + ODD_NAME, "files/large"), keys("rclone"));
        rclone.run("move", "coffer:rclone/files", "coffer:rclone/moved");
        Path back = directory.resolve("synced-back");
        rclone.run("sync", "coffer:rclone/moved", back.toString());
        Files.write(files.resolve("empty"), new byte[0]);
        Files.write(back.resolve("empty"), new byte[0]);
        assertSame(files, back);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-preserve", "--signature-v2"})
    void s3cmdPutsGetsAndLists(String signing) throws Exception {
        Program s3cmd = Program.named("s3cmd");
        String bucket = "s3cmd" + signing.replace("--", "-");
        Path files = files(bucket);
        Path back = Files.createDirectories(directory.resolve(bucket + "-back"));
        String[] options = {"--config=/dev/null", "--access_key=" + server.accessKeyId(), "--secret_key=" + server.secretAccessKey(),
            "--host=127.0.0.1:" + server.port(), "--host-bucket=127.0.0.1:" + server.port(), "--no-ssl", "--multipart-chunk-size-mb=5",
            "--no-progress", signing};
        s3cmd.run(with(options, "mb", "s3://" + bucket));
        s3cmd.run(with(options, "sync", files + "/", "s3://" + bucket + "/"));
        assertEquals(List.of(ODD_NAME, "empty", "large"), keys(bucket));
        s3cmd.run(with(options, "get", "--recursive", "s3://" + bucket + "/", back + "/"));
        assertSame(files, back);
        s3cmd.run(with(options, "cp", "s3://" + bucket + "/large", "s3://" + bucket + "/copy"));
        String link = s3cmd.run(with(options, "signurl", "s3://" + bucket + "/copy", "+60")).strip();
        assertArrayEquals(random(LARGE), HTTP.send(request(link).build(), BodyHandlers.ofByteArray()).body());
        s3cmd.run(with(options, "rb", "--recursive", "--force", "s3://" + bucket));
    }

    private static String[] with(String[] options, String... arguments) {
        return Stream.of(options, arguments).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void aDockerRegistryKeepsAnImage() throws Exception {
        Program registry = Program.named("docker-registry");
        s3.createBucket(r -> r.bucket("registry"));
        Path configuration = Files.writeString(directory.resolve("registry.yml"), """
                version: 0.1
                log: {level: info}
                storage:
                  s3:
                    accesskey: %s
                    secretkey: %s
                    region: us-east-1
                    regionendpoint: %s
                    bucket: registry
                    secure: false
                    chunksize: 5242880
                  delete: {enabled: true}
                http: {addr: 127.0.0.1:0}
                """.formatted(server.accessKeyId(), server.secretAccessKey(), server.endpoint()));
        Path log = directory.resolve("registry.log");
        Process process = registry.start(log, "serve", configuration.toString());
        try {
            String app = "http://127.0.0.1:" + Program.listeningPort(process, log) + "/v2/app";
            byte[] layer = random(LARGE);
            String manifest = """
                    {"schemaVersion": 2, "mediaType": "%s",
                     "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 2, "digest": "%s"},
                     "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": %d, "digest": "%s"}]}
                    """.formatted(MANIFEST, push(app, "{}".getBytes()), layer.length, push(app, layer));
            HttpResponse<String> put = HTTP.send(request(app + "/manifests/latest").header("Content-Type", MANIFEST)
                    .PUT(BodyPublishers.ofString(manifest)).build(), BodyHandlers.ofString());
            assertEquals(201, put.statusCode(), put::body);
            HttpResponse<String> tags = HTTP.send(request(app + "/tags/list").build(), BodyHandlers.ofString());
            assertTrue(tags.body().contains("latest"), tags::body);
            // It redirects to a presigned link.
            assertArrayEquals(layer, HTTP.send(request(app + "/blobs/" + digest(layer)).build(), BodyHandlers.ofByteArray()).body());
            String digest = put.headers().firstValue("Docker-Content-Digest").orElseThrow();
            assertEquals(202, HTTP.send(request(app + "/manifests/" + digest).DELETE().build(), BodyHandlers.ofString()).statusCode());
        } finally {
            process.destroy();
            process.waitFor();
        }
        String collected = registry.run("garbage-collect", configuration.toString());
        assertTrue(collected.contains("3 blobs and 0 manifests eligible for deletion"), collected);
    }

    /** In two pieces, as the registry's protocol allows. */
    private static String push(String app, byte[] blob) throws Exception {
        HttpResponse<String> begun =
                HTTP.send(request(app + "/blobs/uploads/").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        String location = begun.headers().firstValue("Location").orElseThrow();
        for (byte[] piece : List.of(Arrays.copyOf(blob, blob.length / 2),
                Arrays.copyOfRange(blob, blob.length / 2, blob.length))) {
            HttpResponse<String> taken = HTTP.send(request(location).header("Content-Type", "application/octet-stream")
                    .method("PATCH", BodyPublishers.ofByteArray(piece)).build(), BodyHandlers.ofString());
            assertEquals(202, taken.statusCode(), taken::body);
            location = taken.headers().firstValue("Location").orElseThrow();
        }
        String end = location + (location.contains("?") ? "&" : "?") + "digest=" + digest(blob);
        HttpResponse<String> ended = HTTP.send(request(end).PUT(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertEquals(201, ended.statusCode(), ended::body);
        return digest(blob);
    }

    private static String digest(byte[] bytes) throws Exception {
        return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    private static List<String> keys(String bucket) {
        return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(object -> object.key()).toList();
    }
}
