package io.coffer.bench.micro;

import io.coffer.auth.AccessKey;
import io.coffer.auth.SecretKey;
import io.coffer.auth.SigV4Verifier;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests as the AWS SDK signs them, and what verifies them. */
final class SignedRequests {

    private static final String KEY_ID = "BENCHEXAMPLE";
    private static final String SECRET = "bench-example-secret";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    private final SdkHttpRequest head;
    private final ContentStreamProvider body;

    private SignedRequests(SignedRequest signed) {
        this.head = signed.request();
        this.body = signed.payload().orElse(InputStream::nullInputStream);
    }

    static SigV4Verifier verifier() {
        AccessKey key = new AccessKey(KEY_ID, new SecretKey(SECRET), "111122223333", null);
        return new SigV4Verifier(id -> id.equals(KEY_ID) ? Optional.of(key) : Optional.empty(), Set.of("us-east-1"), CLOCK);
    }

    /** @param content null for none */
    static SignedRequests of(
            SdkHttpMethod method, String target, byte @Nullable [] content,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> properties) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder().method(method).uri(URI.create("https://localhost:9443" + target));
        if (content != null) {
            unsigned.putHeader("Content-Length", String.valueOf(content.length));
        }
        return new SignedRequests(AwsV4HttpSigner.create().sign(request -> {
            request.identity(AwsCredentialsIdentity.create(KEY_ID, SECRET))
                    .request(unsigned.build())
                    .payload(content == null ? null : ContentStreamProvider.fromByteArray(content))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK);
            properties.accept(request);
        }));
    }

    /** The request as it arrives, each time anew: what is read of one is kept in it. */
    S3Request arrived() {
        S3Headers headers = new S3Headers();
        head.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        String query = head.encodedQueryParameters().orElse(null);
        return new S3Request(head.method().name(), head.encodedPath(), query, headers, new QueryParameters(query), body.newStream(), true,
                "127.0.0.1");
    }
}
