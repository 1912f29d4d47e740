package io.coffer.testkit.gateway;


import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the emulated gateway have in common: one that runs, and requests to it. */
abstract class EmulatedGatewayTest {

    static final ObjectMapper JSON = new ObjectMapper();
    static final int MEGABYTE = 1 << 20;

    @TempDir
    static Path directory;
    static Path zip;
    static GatewayEmulator gateway;
    static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws IOException {
        zip = directory.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                InputStream code = TestHandler.class.getResourceAsStream("TestHandler.class")) {
            out.putNextEntry(new ZipEntry("io/coffer/testkit/gateway/TestHandler.class"));
            code.transferTo(out);
        }
        gateway = emulator().start();
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
    }

    static GatewayEmulator.Builder emulator() {
        return GatewayEmulator.of(HttpApiTemplateTest.TEMPLATE)
                .domain("s3.localhost")
                .parameter("ObjectsTimeout", "60")
                .throttle(1000, 1000)
                .zip("buckets", zip).zip("objects", zip).zip("FallbackFunction", zip).zip("leftout", zip)
                .environment("EXTRA", "overlaid")
                .withoutEnvironment("JOINED")
                .sandboxes(2);
    }

    static HttpRequest.Builder request(String target) {
        return request(gateway, target);
    }

    static HttpRequest.Builder request(GatewayEmulator emulator, String target) {
        return HttpRequest.newBuilder(URI.create(emulator.endpoint() + target));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static Socket connect(GatewayEmulator emulator) throws IOException {
        Socket socket = new Socket(emulator.endpoint().getHost(), emulator.endpoint().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    static String exchange(String request) throws IOException {
        return exchange(gateway, request);
    }

    static String exchange(GatewayEmulator emulator, String request) throws IOException {
        try (Socket socket = connect(emulator)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
