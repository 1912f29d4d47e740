package io.coffer.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in this process, over HTTP on a free port. All credentials and regions see the same tables. */
public final class LocalDynamoDb implements AutoCloseable {

    /** Of {@link #client}. */
    public static final String ACCESS_KEY = DynamoDbTap.OWN_KEY;

    private final Server server;
    private final URI endpoint;
    private final DynamoDbClient client;

    private LocalDynamoDb(Server server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
        this.client = clientBuilder().build();
    }

    /** Its tables are in memory. */
    public static LocalDynamoDb start() {
        return start(DynamoDbTap.open());
    }

    /** Its tables are in memory, behind a tap, which measures calls and may deny them. */
    public static LocalDynamoDb start(DynamoDbTap tap) {
        return start(tap, Optional.empty());
    }

    /** @param directory holds its tables, and may hold those of an earlier start */
    public static LocalDynamoDb start(Path directory) {
        return start(DynamoDbTap.open(), Optional.of(directory));
    }

    private static LocalDynamoDb start(DynamoDbTap tap, Optional<Path> directory) {
        try {
            String path = directory.map(Path::toString).orElse(null);
            // DynamoDB Local's own server would bring telemetry along, whose libraries are left out of the build.
            var requests = new LocalDynamoDBRequestHandler(0, directory.isEmpty(), path, true, false);
            Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var dynamoDb = new LocalDynamoDBServerHandler(requests, null);
            server.setHandler(new DynamoDbTapHandler(dynamoDb, tap, new TransactionCosts(requests)));
            server.start();
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            return new LocalDynamoDb(server, URI.create("http://127.0.0.1:" + port));
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start", e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A client of this server, closed with it. */
    public DynamoDbClient client() {
        return client;
    }

    /** For a client with settings of its own, which its maker closes. */
    public DynamoDbClientBuilder clientBuilder() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(DynamoDbTap.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not stop", e);
        }
    }
}
