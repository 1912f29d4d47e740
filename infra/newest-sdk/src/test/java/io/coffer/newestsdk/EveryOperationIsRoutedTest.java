package io.coffer.newestsdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The newest AWS SDK for Java. */
final class EveryOperationIsRoutedTest {

    private static final String DOMAIN = "localhost";

    /** Ends a call in place of sending it. */
    private static final class Marshalled extends RuntimeException {

        private final transient SdkHttpRequest request;

        Marshalled(SdkHttpRequest request) {
            this.request = request;
        }
    }

    private static final class Stop implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            throw new Marshalled(context.httpRequest());
        }
    }

    private static S3Client client(boolean pathStyle) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://" + DOMAIN + ":9000"))
                .region(Region.US_EAST_1)
                .forcePathStyle(pathStyle)
                .disableS3ExpressSessionAuth(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(c -> c.addExecutionInterceptor(new Stop()))
                .build();
    }

    static List<SdkOperation> operations() {
        return SdkOperation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void inPathStyle(SdkOperation operation) {
        assertEquals(operation.name(), routed(operation, true).awsName());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void inVirtualHostedStyle(SdkOperation operation) {
        assertEquals(operation.name(), routed(operation, false).awsName());
    }

    @Test
    void theModelIsWalkedWhole() {
        assertTrue(operations().size() > 110, () -> operations().toString());
    }

    private static S3Operation routed(SdkOperation operation, boolean pathStyle) {
        try (S3Client client = client(pathStyle)) {
            Marshalled sent = assertThrows(Marshalled.class, () -> operation.call(client, "bucket", "key"));
            return route(sent.request);
        }
    }

    private static S3Operation route(SdkHttpRequest sent) {
        String query = sent.encodedQueryParameters().orElse(null);
        S3Headers headers = new S3Headers();
        sent.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        headers.set("host", sent.host());
        S3Request request = new S3Request(sent.method().name(), sent.encodedPath(), query, headers, new QueryParameters(query),
                InputStream.nullInputStream(), false, "127.0.0.1");
        return S3Router.route(request, request.address(DOMAIN)).operation();
    }
}
