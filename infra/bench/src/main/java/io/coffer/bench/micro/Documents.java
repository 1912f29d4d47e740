package io.coffer.bench.micro;

import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.ListBucketResult;
import io.coffer.protocol.xml.ListedObject;
import io.coffer.protocol.xml.S3Xml;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A page of 1,000 keys as a document. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Documents {

    private static final Instant MODIFIED = Instant.parse("2026-11-30T12:34:56Z");

    @Benchmark
    public byte[] page() {
        List<ListedObject> objects = IntStream.range(0, 1000)
                .mapToObj(number -> new ListedObject("folder/key-" + number, HttpDate.document(MODIFIED),
                        "\"9b2b9d2cbb7d8f2b6b3f1c2c0fb1d1d5\"", "CRC64NVME", "FULL_OBJECT", 4096, null, "STANDARD"))
                .toList();
        return S3Xml.write(new ListBucketResult(
                "bucket", "", null, null, 1000, 1000, null, null, true, null, "token", null, objects, List.of()));
    }
}
