package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coffer.testkit.gateway.RuntimeClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged function under AWS's own runtime interface client, as it starts for a snapshot (SnapStart). */
final class SnapStartIT {

    private static final String RESTORE = "/2018-06-01/runtime/restore/next";

    @TempDir
    private Path directory;

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private Process function;

    @AfterEach
    void end() {
        if (function != null) {
            function.destroyForcibly();
        }
    }

    @Test
    void aRequestIsPlayedThroughBeforeTheSnapshotIsTaken() throws Exception {
        HttpServer runtime = server((exchange, body) -> {
            asked.add(exchange.getRequestURI().getPath());
            return "{}";
        });
        HttpServer dynamoDb = server(this::item);
        try {
            function = start(runtime.getAddress().getPort(), dynamoDb.getAddress().getPort(), Map.of(
                    "COFFER_MASTER_KEY_FILE", Files.write(directory.resolve("master.key"), new byte[32]).toString()));
            assertEquals("coffer-buckets", asked.poll(60, TimeUnit.SECONDS), "the read of the bucket");
            assertEquals(RESTORE, asked.poll(60, TimeUnit.SECONDS), "ready for the snapshot");
        } finally {
            runtime.stop(0);
            dynamoDb.stop(0);
        }
    }

    /** As Terraform publishes functions of a fresh installation. */
    @Test
    void aRequestIsPlayedIfThereIsNoMasterKeyYet() throws Exception {
        HttpServer runtime = server((exchange, body) -> {
            asked.add(exchange.getRequestURI().getPath());
            return "{}";
        });
        HttpServer dynamoDb = server((exchange, body) -> "{}");
        try {
            function = start(runtime.getAddress().getPort(), dynamoDb.getAddress().getPort(),
                    Map.of("COFFER_KMS_KEY", "arn:aws:kms:us-east-1:000000000000:key/none"));
            assertEquals(RESTORE, asked.poll(60, TimeUnit.SECONDS), "ready for the snapshot");
            String loaded = Files.readString(directory.resolve("loaded"));
            assertTrue(loaded.contains("io.coffer.pipeline.RequestedBucket "), "the way of a request");
            assertTrue(loaded.contains("software.amazon.awssdk.services.dynamodb.model.GetItemResponse "), "the client of DynamoDB");
        } finally {
            runtime.stop(0);
            dynamoDb.stop(0);
        }
    }

    /** The first account, of an installation whose master key is the file's bytes; nothing else is there. */
    private String item(HttpExchange exchange, String body) {
        if (body.contains("\"account\"")) {
            return "{\"Item\":{\"pk\":{\"S\":\"000000000000\"},\"sk\":{\"S\":\"account\"},\"rev\":{\"S\":\"1\"},\"val\":{\"B\":\"e30=\"}}}";
        }
        if (body.contains("\"coffer-buckets\"")) {
            asked.add("coffer-buckets");
        }
        return "{}";
    }

    private HttpServer server(BiFunction<HttpExchange, String, String> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answered = answer.apply(exchange, body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answered.length);
            exchange.getResponseBody().write(answered);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** @param masterKey says where it is */
    private Process start(int runtimePort, int dynamoDbPort, Map<String, String> masterKey) throws IOException {
        Path root = unpack(Path.of(System.getProperty("basedir", ""), "../objects/target/function.zip"));
        RuntimeClient client = RuntimeClient.copyTo(directory.resolve("runtime"));
        List<String> classPath = new ArrayList<>(List.of(root.toString(), root.resolve("lib") + "/*"));
        client.jars().forEach(jar -> classPath.add(jar.toString()));
        String handler = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the managed runtimes have it: what registers with org.crac registers with Lambda.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Xlog:class+load:file=" + directory.resolve("loaded"),
                client.libraryOption(), "-cp", String.join(File.pathSeparator, classPath), RuntimeClient.MAIN_CLASS, handler);
        process.environment().putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtimePort,
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                "_HANDLER", handler,
                "LAMBDA_TASK_ROOT", root.toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "snap",
                "AWS_SECRET_ACCESS_KEY", "start",
                "COFFER_BLOB_BUCKET", "none",
                "COFFER_DYNAMODB_ENDPOINT", "http://127.0.0.1:" + dynamoDbPort));
        process.environment().putAll(masterKey);
        return process.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private Path unpack(Path zip) throws IOException {
        Path root = directory.resolve("function");
        try (ZipFile content = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : content.stream().filter(one -> !one.isDirectory()).toList()) {
                Path file = root.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = content.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
        return root;
    }
}
