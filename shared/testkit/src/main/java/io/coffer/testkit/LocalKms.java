package io.coffer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of AWS KMS as data keys need, in this process: GenerateDataKey, Decrypt and ReEncrypt under any key id, each ciphertext good only
 * with the encryption context it was made with.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">AWS KMS API Reference</a>
 */
public final class LocalKms implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DATA_KEY_BYTES = 32;

    private final Vertx vertx = Vertx.vertx();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, DataKey> dataKeys = new ConcurrentHashMap<>();
    private final URI endpoint;

    private record DataKey(String keyId, byte[] plaintext, JsonNode context) {}

    private LocalKms() {
        HttpServer server = vertx.createHttpServer().requestHandler(this::handle);
        int port = server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    public static LocalKms start() {
        return new LocalKms();
    }

    public URI endpoint() {
        return endpoint;
    }

    private void handle(HttpServerRequest request) {
        String action = String.valueOf(request.getHeader("X-Amz-Target"));
        request.body().onSuccess(body -> {
            try {
                JsonNode asked = JSON.readTree(body.getBytes());
                switch (action) {
                    case "TrentService.GenerateDataKey" -> answer(request, 200, generate(asked));
                    case "TrentService.Decrypt" -> decrypt(request, asked);
                    case "TrentService.ReEncrypt" -> reEncrypt(request, asked);
                    default -> refuse(request, "UnknownOperationException");
                }
            } catch (IOException e) {
                refuse(request, "SerializationException");
            }
        });
    }

    private ObjectNode generate(JsonNode asked) {
        byte[] plaintext = new byte[DATA_KEY_BYTES];
        random.nextBytes(plaintext);
        String ciphertext = keep(new DataKey(asked.path("KeyId").asText(), plaintext, asked.path("EncryptionContext")));
        return JSON.createObjectNode()
                .put("CiphertextBlob", ciphertext)
                .put("Plaintext", Base64.getEncoder().encodeToString(plaintext))
                .put("KeyId", asked.path("KeyId").asText());
    }

    private String keep(DataKey key) {
        String ciphertext = Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        dataKeys.put(ciphertext, key);
        return ciphertext;
    }

    private void decrypt(HttpServerRequest request, JsonNode asked) {
        open(request, asked, "KeyId", "EncryptionContext").ifPresent(key -> answer(request, 200, JSON.createObjectNode()
                .put("Plaintext", Base64.getEncoder().encodeToString(key.plaintext))
                .put("KeyId", key.keyId)
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")));
    }

    private void reEncrypt(HttpServerRequest request, JsonNode asked) {
        String keyId = asked.path("DestinationKeyId").asText();
        open(request, asked, "SourceKeyId", "SourceEncryptionContext").ifPresent(key -> answer(request, 200, JSON.createObjectNode()
                .put("CiphertextBlob", keep(new DataKey(keyId, key.plaintext, asked.path("DestinationEncryptionContext"))))
                .put("SourceKeyId", key.keyId)
                .put("KeyId", keyId)));
    }

    /** Empty if it was answered with a refusal. */
    private Optional<DataKey> open(HttpServerRequest request, JsonNode asked, String keyId, String context) {
        DataKey key = dataKeys.get(asked.path("CiphertextBlob").asText());
        if (key == null || !key.context.equals(asked.path(context))) {
            refuse(request, "InvalidCiphertextException");
        } else if (asked.has(keyId) && !key.keyId.equals(asked.path(keyId).asText())) {
            refuse(request, "IncorrectKeyException");
        } else {
            return Optional.of(key);
        }
        return Optional.empty();
    }

    private static void refuse(HttpServerRequest request, String type) {
        answer(request, 400, JSON.createObjectNode().put("__type", type));
    }

    private static void answer(HttpServerRequest request, int status, ObjectNode document) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/x-amz-json-1.1")
                .end(Buffer.buffer(document.toString()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
