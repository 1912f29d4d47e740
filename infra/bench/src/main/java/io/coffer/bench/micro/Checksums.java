package io.coffer.bench.micro;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.StreamingDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Each checksum of 1 MiB. CRC64NVME is that of functions, by tables: the server's library is not here. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Checksums {

    private final byte[] bytes = bytes();

    @Param({"MD5", "SHA1", "SHA256", "CRC32", "CRC32C", "CRC64NVME", "XXHASH3"})
    private ChecksumAlgorithm algorithm;

    private static byte[] bytes() {
        byte[] bytes = new byte[1 << 20];
        new Random(17).nextBytes(bytes);
        return bytes;
    }

    @Benchmark
    public byte[] ofMebibyte() {
        StreamingDigest digest = algorithm.newDigest();
        digest.update(bytes, 0, bytes.length);
        return digest.digest();
    }
}
