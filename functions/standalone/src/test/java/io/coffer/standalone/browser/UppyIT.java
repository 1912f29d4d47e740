package io.coffer.standalone.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Uppy's plugin for S3 on a page of another origin, with requests that the page's server presigns. The page comes from a server, since
 * Chromium keeps pages of nowhere from loopback addresses.
 */
class UppyIT extends ConsoleTest {

    private static final String BUCKET = "uppy";
    private static final Duration FOR = Duration.ofMinutes(5);

    @TempDir
    private static Path packages;

    private static HttpServer application;

    @BeforeAll
    static void bundle() throws Exception {
        for (String name : List.of(".npmrc", "package.json", "package-lock.json", "page.js")) {
            Files.copy(Path.of("src/test/npm").resolve(name), packages.resolve(name));
        }
        npm("ci", "--prefer-offline", "--no-progress", "--loglevel=error");
        npm("run", "--silent", "bundle");
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/page.html", "text/html", "<!doctype html><title>Uppy</title><script src=\"page.js\"></script>");
        serve("/page.js", "text/javascript", Files.readString(packages.resolve("page.bundle.js")));
        application.start();
    }

    private static void serve(String path, String type, String text) {
        application.createContext(path, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterAll
    static void end() {
        if (application != null) {
            application.stop(0);
        }
    }

    private static String origin() {
        return "http://127.0.0.1:" + application.getAddress().getPort();
    }

    private static void npm(String... arguments) throws IOException, InterruptedException {
        Path output = packages.resolve("npm.log");
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        Process npm = new ProcessBuilder(command).directory(packages.toFile()).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        assertEquals(0, npm.waitFor(), () -> command + " failed");
    }

    private static S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET)))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    /** As an application's server answers Uppy. */
    private static String presign(S3Presigner presigner, Map<?, ?> request) {
        String key = (String) request.get("key");
        String uploadId = (String) request.get("uploadId");
        Integer part = (Integer) request.get("partNumber");
        return switch (request.get("method") + (uploadId == null ? "" : " of an upload")) {
            case "PUT" -> presigner.presignPutObject(p -> p.signatureDuration(FOR)
                    .putObjectRequest(r -> r.bucket(BUCKET).key(key))).url().toString();
            case "POST" -> presigner.presignCreateMultipartUpload(p -> p.signatureDuration(FOR)
                    .createMultipartUploadRequest(r -> r.bucket(BUCKET).key(key))).url().toString();
            case "PUT of an upload" -> presigner.presignUploadPart(p -> p.signatureDuration(FOR)
                    .uploadPartRequest(r -> r.bucket(BUCKET).key(key).uploadId(uploadId).partNumber(part))).url().toString();
            case "POST of an upload" -> presigner.presignCompleteMultipartUpload(p -> p.signatureDuration(FOR)
                    .completeMultipartUploadRequest(r -> r.bucket(BUCKET).key(key).uploadId(uploadId))).url().toString();
            default -> throw new IllegalArgumentException(request.toString());
        };
    }

    private static HeadObjectResponse head(String key) {
        return s3.headObject(r -> r.bucket(BUCKET).key(key));
    }

    @Test
    void filesAreUploadedWholeAndInParts() {
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putBucketCors(r -> r.bucket(BUCKET).corsConfiguration(c -> c.corsRules(rule -> rule
                .allowedOrigins(origin()).allowedMethods("PUT", "POST").allowedHeaders("*").exposeHeaders("ETag"))));
        page.navigate(origin() + "/page.html");
        try (S3Presigner presigner = presigner()) {
            page.exposeFunction("presign", arguments -> presign(presigner, (Map<?, ?>) arguments[0]));

            assertEquals(List.of(), page.evaluate("upload({ 'a b+é.txt': 5, empty: 0 }, false)"));
            assertEquals(List.of(), page.evaluate("upload({ large: 12_000_000 }, true)"));
        }
        assertEquals(5, head("a b+é.txt").contentLength());
        assertEquals("text/plain", head("a b+é.txt").contentType());
        assertEquals(0, head("empty").contentLength());
        assertEquals(12_000_000, head("large").contentLength());
        assertTrue(head("large").eTag().contains("-"), "uploaded in parts");
    }
}
