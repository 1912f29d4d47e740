package io.coffer.proofs.wire;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs requests as AWS's clients do. */
public final class Signer {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity credentials;
    private final String region;
    private final Clock clock;

    public Signer(String accessKey, String secretKey, String region, Clock clock) {
        this.credentials = AwsCredentialsIdentity.create(accessKey, secretKey);
        this.region = region;
        this.clock = clock;
    }

    SdkHttpRequest sign(URI origin, Call call) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(URI.create(origin + call.path() + (call.query().isEmpty() ? "" : "?" + call.query())));
        call.headers().forEach((name, value) -> request.putHeader(name, List.of(value.split("\n", -1))));
        if (call.body().length > 0 || call.method().equals("PUT") || call.method().equals("POST")) {
            request.putHeader("Content-Length", String.valueOf(call.body().length));
        }
        return signer.sign(sign -> sign.identity(credentials)
                .request(request.build())
                .payload(() -> new ByteArrayInputStream(call.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)).request();
    }
}
