package io.coffer.bench.micro;

import io.coffer.auth.SigV4Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** A body of 1 MiB in chunks of the SDK's size, the SDK's own encoding of it included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChunkedBody {

    private final SigV4Verifier verifier = SignedRequests.verifier();
    private final byte[] buffer = new byte[256 << 10];
    private SignedRequests request;

    @Param({"true", "false"})
    private boolean signed;

    @Setup
    public void sign() {
        request = SignedRequests.of(SdkHttpMethod.PUT, "/bucket/key", new byte[1 << 20], properties -> properties
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signed)
                .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                .putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32));
    }

    @Benchmark
    public long read() throws IOException {
        long read = 0;
        try (InputStream content = verifier.verify(request.arrived()).payload().stream()) {
            for (int count; (count = content.read(buffer)) > 0;) {
                read += count;
            }
        }
        return read;
    }
}
