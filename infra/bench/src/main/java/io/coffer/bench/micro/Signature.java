package io.coffer.bench.micro;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.SigV4Verifier;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** The canonical form of a request, and the comparison of its signature. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Signature {

    private final SigV4Verifier verifier = SignedRequests.verifier();
    private final SignedRequests header = SignedRequests.of(SdkHttpMethod.GET, "/bucket/folder/key-0000001", null,
            request -> request.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
    private final SignedRequests presigned = SignedRequests.of(SdkHttpMethod.GET, "/bucket/folder/key-0000001", null, request -> request
            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
            .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5)));

    @Benchmark
    public AuthenticatedRequest inHeader() {
        return verifier.verify(header.arrived());
    }

    @Benchmark
    public AuthenticatedRequest inQuery() {
        return verifier.verify(presigned.arrived());
    }
}
