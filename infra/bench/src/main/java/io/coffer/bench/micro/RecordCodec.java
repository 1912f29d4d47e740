package io.coffer.bench.micro;

import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.tables.Records;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An object's record as it is read and written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordCodec {

    private final byte[] stored = """
            {"etag":"9b2b9d2cbb7d8f2b6b3f1c2c0fb1d1d5","size":4096,"modified":1764460800000,
            "headers":{"Content-Type":"binary/octet-stream"},"metadata":{"note":"a"},
            "checksum":{"algorithm":"CRC64NVME","type":"FULL_OBJECT","value":"AAAAAAAAAAA="},
            "holder":"4f2b9d2cbb7d8f2b6b3f1c2c0fb1d1d5","ownerId":"111122223333"}""".getBytes(StandardCharsets.UTF_8);
    private final ObjectRecord object = Records.read(stored, ObjectRecord.class);

    @Benchmark
    public ObjectRecord read() {
        return Records.read(stored, ObjectRecord.class);
    }

    @Benchmark
    public byte[] write() {
        return Records.write(object);
    }
}
