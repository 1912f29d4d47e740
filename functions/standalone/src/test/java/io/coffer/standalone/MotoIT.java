package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.ServerKind;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The packaged functions on moto's DynamoDB, S3, KMS and Secrets Manager, from the function that makes the first access key pair on. There
 * is no file with a master key here, as there is none in AWS. Left out if moto is not installed.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto, server mode</a>
 */
class MotoIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AwsBasicCredentials ANY = AwsBasicCredentials.create("moto", "takes any");
    private static final String BLOBS = "blobs";
    private static final String SECRET = "first-keys";

    @TempDir
    private static Path directory;
    private static Process moto;
    private static URI endpoint;
    private static GatewayEmulator gateway;

    @BeforeAll
    static void start() throws Exception {
        Program program = Program.ifInstalled("moto_server");
        Path log = directory.resolve("moto.log");
        moto = program.start(log, "-H", "127.0.0.1", "-p", "0");
        endpoint = URI.create("http://127.0.0.1:" + Program.listeningPort(moto, log));
        makeWhatTheTemplateMakes();
        gateway = gateway();
    }

    private static void makeWhatTheTemplateMakes() {
        try (DynamoDbClient dynamoDb = DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(ANY))
                        .build();
                S3Client blobs = client(endpoint, ANY)) {
            DynamoDbTables.createTables(dynamoDb, "coffer-");
            blobs.createBucket(r -> r.bucket(BLOBS));
        }
    }

    private static S3Client client(URI at, AwsBasicCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(at)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .forcePathStyle(true)
                .build();
    }

    private static GatewayEmulator gateway() throws Exception {
        ask("secretsmanager", "secretsmanager.CreateSecret", "{\"Name\": \"" + SECRET + "\"}");
        GatewayEmulator.Builder builder = GatewayEmulator.of(Path.of("../../template.yaml"))
                .parameter("BlobBucket", BLOBS)
                .parameter("Key.Arn", ask("kms", "TrentService.CreateKey", "{}").at("/KeyMetadata/Arn").asText())
                .parameter("FirstKeysSecret", SECRET)
                .parameter("MinPartSize", String.valueOf(ServerKind.MIN_PART_OF_FUNCTIONS))
                .environment(Map.of(
                        "COFFER_DYNAMODB_ENDPOINT", endpoint.toString(),
                        "COFFER_BLOB_ENDPOINT", endpoint.toString(),
                        "COFFER_KMS_ENDPOINT", endpoint.toString(),
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.toString(),
                        "COFFER_BUCKET_LEASE", "PT0.05S"))
                .sandboxes(1);
        for (String function : List.of("buckets", "listings", "objects", "multipart", "housekeeping", "setup")) {
            builder.javaOptions(function, List.of("-Xmx192m"));
        }
        return builder.start();
    }

    /** Secrets Manager and KMS take JSON, and moto looks at a signature's scope to tell them apart. */
    private static JsonNode ask(String service, String action, String request) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", action)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=moto/20261201/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(request))
                .build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private static String secret() throws Exception {
        return ask("secretsmanager", "secretsmanager.GetSecretValue", "{\"SecretId\": \"" + SECRET + "\"}").get("SecretString").asText();
    }

    private static String invoke(String function) throws Exception {
        return new String(gateway.invoke(function, "{}".getBytes(StandardCharsets.UTF_8)).get(), StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) {
            for (String function : gateway.functions()) {
                gateway.log(function).forEach(System.err::println);
            }
            gateway.close();
        }
        if (moto != null) {
            moto.destroy();
            moto.waitFor();
        }
    }

    @Test
    void anInstallationBeginsWithTheSecretAndServes() throws Exception {
        URI address = gateway.endpoint();
        try (S3Client stranger = client(address, ANY)) {
            S3Exception notReady = assertThrows(S3Exception.class, stranger::listBuckets);
            assertEquals(500, notReady.statusCode(), "before there is a master key");
        }

        assertEquals("{\"Status\":\"SUCCESS\"}", invoke("setup"));
        String pair = secret();
        invoke("setup");
        assertEquals(pair, secret(), "the pair of the first call stays");

        JsonNode keys = JSON.readTree(pair);
        assertEquals(1, keys.get("Version").asInt());
        try (S3Client s3 = client(address,
                AwsBasicCredentials.create(keys.get("AccessKeyId").asText(), keys.get("SecretAccessKey").asText()))) {
            s3.createBucket(r -> r.bucket("first"));
            bytesComeBack(s3, "small", 4 << 10);
            bytesComeBack(s3, "blob", 1 << 20);
            partsBecomeAnObject(s3);
            assertEquals(List.of("blob", "parts", "small"),
                    s3.listObjectsV2(r -> r.bucket("first")).contents().stream().map(S3Object::key).toList());
            for (String key : List.of("blob", "parts", "small")) {
                s3.deleteObject(r -> r.bucket("first").key(key));
            }
            invoke("housekeeping");
            s3.deleteBucket(r -> r.bucket("first"));
            assertEquals(List.of(), s3.listBuckets().buckets());
        }
    }

    private static void bytesComeBack(S3Client s3, String key, int length) {
        byte[] bytes = S3ClientTest.bytes(length, length);
        s3.putObject(r -> r.bucket("first").key(key), RequestBody.fromBytes(bytes));
        assertArrayEquals(bytes, s3.getObjectAsBytes(r -> r.bucket("first").key(key)).asByteArray());
    }

    private static void partsBecomeAnObject(S3Client s3) {
        byte[] bytes = S3ClientTest.bytes(ServerKind.MIN_PART_OF_FUNCTIONS, 3);
        Multipart upload = Multipart.begin(s3, "first", "parts");
        upload.part(1, bytes);
        upload.part(2, bytes);
        upload.complete();
        assertEquals(2L * bytes.length, s3.headObject(r -> r.bucket("first").key("parts")).contentLength());
    }
}
