package io.coffer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.testkit.LocalS3;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shape of a report; speeds are for a person to read. */
@Tag("long")
final class BenchTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(LocalS3 server, String... more) {
        List<String> arguments = new ArrayList<>(List.of(server.endpoint().toString(),
                "--access-key", server.accessKey(), "--seconds", "0.1", "--rounds", "1", "--connections", "2"));
        arguments.addAll(List.of(more));
        return Bench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void twoEndpointsAreComparedCellByCell() throws IOException {
        Path json = directory.resolve("report.json");
        try (LocalS3 server = LocalS3.start()) {
            int exit = bench(server, "--secret-key", server.secretKey(), "--vs", "s3proxy", "--sizes", "100", "--listings", "1010",
                    "--stream-bytes", "3000000", "--parts", "3", "--json", json.toString());
            assertEquals(CommandLine.ExitCode.OK, exit, err::toString);
            assertEquals(List.of(), server.client().listBuckets().buckets(), "buckets left behind");
        }
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        List<String> cells = new ArrayList<>();
        for (JsonNode line : report.get("lines")) {
            cells.add(line.at("/cell/what").asText() + " " + line.at("/cell/size").asLong() + " " + line.at("/cell/connections").asInt());
            assertEquals(2, line.get("values").size());
            assertTrue(line.get("ratio").asDouble() > 0);
            for (JsonNode values : line.get("values")) {
                assertTrue(values.get("p50").asDouble() > 0 && values.get("p50").asDouble() <= values.get("p99").asDouble());
            }
        }
        assertEquals(List.of("PUT 100 2", "PUT signed 100 2", "GET 100 2", "HEAD 100 2", "DELETE 100 2", "STREAM up 3000000 1",
                "STREAM down 3000000 1", "PART 8388608 8", "COMPLETE 3 1", "LIST 1010 1", "LIST by / 1010 1"), cells);
        for (String shown : List.of("s3proxy", "STREAM up", "MB/s", "1,010", "peak memory", "at the end", "cores")) {
            assertTrue(out.toString().contains(shown), () -> shown + " is missing in\n" + out);
        }
    }

    @Test
    void onlyWhatIsAskedForIsMeasured() throws IOException {
        try (LocalS3 server = LocalS3.start()) {
            assertEquals(CommandLine.ExitCode.OK, bench(server, "--secret-key", server.secretKey(), "--only", "get", "--sizes", "10"));
        }
        assertTrue(out.toString().contains("GET"));
        assertTrue(Stream.of("PUT", "HEAD", "DELETE", "LIST", "STREAM", "PART").noneMatch(out.toString()::contains), out::toString);
    }

    @Test
    void manyConnectionsAreMeasured() throws IOException {
        try (LocalS3 server = LocalS3.start()) {
            assertEquals(CommandLine.ExitCode.OK, Bench.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                    .execute("connections", server.endpoint().toString(), "--access-key", server.accessKey(), "--secret-key",
                            server.secretKey(), "--busy", "1,3", "--idle", "20", "--slow", "3", "--seconds", "0.5"), err::toString);
        }
        for (String shown : List.of("1 busy", "3 busy", "20 idle", "3 slow readers", "3 slow writers")) {
            assertTrue(out.toString().contains(shown), () -> shown + " is missing in\n" + out);
        }
    }

    @Test
    void aRefusedRequestEndsTheRunWithTheServersWords() throws IOException {
        try (LocalS3 server = LocalS3.start()) {
            assertNotEquals(CommandLine.ExitCode.OK, bench(server, "--secret-key", "wrong"));
        }
        assertTrue(err.toString().contains("SignatureDoesNotMatch"), err::toString);
    }
}
