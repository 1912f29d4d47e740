package io.coffer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.bench.FunctionReport.Cold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionReportTest {

    @Test
    void saysMediansAndComparesWithTheFirst(@TempDir Path directory) throws IOException {
        Path zip = Files.write(directory.resolve("objects.zip"), new byte[2_400_000]);
        FunctionVariant java = new FunctionVariant("Java", Map.of("objects", zip, "listings", zip), directory);
        FunctionVariant other = new FunctionVariant("native", Map.of("objects", zip), directory);
        FunctionReport report = new FunctionReport(List.of(java, other));
        for (double time : new double[] {900, 1000, 5000}) {
            report.cold(java, Measured.OBJECTS, new Cold(time, time / 2));
            report.cold(java, Measured.LISTINGS, new Cold(2 * time, time));
        }
        report.cold(other, Measured.OBJECTS, new Cold(90, 40));
        report.cold(other, Measured.OBJECTS, new Cold(110, 60));
        for (FunctionVariant variant : List.of(java, other)) {
            report.memory(variant, Measured.OBJECTS, variant == java ? 180 : 90);
            report.warm(variant, FunctionReport.Operation.GET, new long[] {3_000_000, 1_000_000, 2_000_000});
        }
        assertEquals("""
                | Cold start | `objects` | processor | | `listings` | processor | | zip | resident |
                |---|---|---|---|---|---|---|---|---|
                | Java | 1000 ms | 500 ms | 1.0 x | 2000 ms | 1000 ms | 1.0 x | 2 MB | 180 MiB |
                | native | 100 ms | 50 ms | 10.0 x |  | |  | 2 MB | 90 MiB |

                | Warm | GET 4 KiB | PUT 4 KiB | HEAD | list 100 |
                |---|---|---|---|---|
                | Java | 2.0 ms |  |  |  |
                | native | 2.0 ms |  |  |  |
                """, report.table());
    }
}
