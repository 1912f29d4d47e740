package io.coffer.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients that are installed, the specification, and the probe, each at a Coffer of its own that was packaged in this build. */
class CertifyIT {

    /** Those that take each of these clients a few seconds at most; a sync carries the tree. */
    private static final String QUICK = "metadata,ranges,multipart,listing,sync,presigned,copy,race,versions,purpose";

    @TempDir
    private Path directory;

    private static int run(String... arguments) {
        return Certify.commandLine().execute(arguments);
    }

    private JsonNode read(String file) throws IOException {
        return new ObjectMapper().readTree(directory.resolve(file).toFile());
    }

    @Test
    void noClientFailsAtAJob() throws IOException {
        int status = run("--clients", "curl,boto3,rclone,restic", "--jobs", QUICK, "--json", directory.resolve("report").toString(),
                "--html", directory.resolve("page").toString());

        List<String> failed = new ArrayList<>();
        int ran = 0;
        for (JsonNode row : read("report").get("rows")) {
            for (JsonNode cell : row.get("cells")) {
                ran++;
                if (cell.get("outcome").asText().equals("FAIL")) {
                    failed.add(row.get("name").asText() + " " + cell.get("job").asText() + ": " + cell.get("reason").asText());
                }
            }
        }
        assertEquals(List.of(), failed);
        assertTrue(ran > 0, "every client was skipped");
        assertEquals(0, status);
        assertTrue(Files.readString(directory.resolve("page")).contains("rclone"));
    }

    @Test
    void aServerAnswersOverHttpAsTheSpecificationSays() {
        assertEquals(0, run("specification", "--runs", "5"));
    }

    @Test
    void aProbeTellsWhatTheGatewayTakesAway() throws IOException {
        assertEquals(0, run("probe", "--gateway", "--no-burst", "--no-wait", "--json", directory.resolve("findings").toString()));

        Map<String, Boolean> good = new TreeMap<>();
        read("findings").forEach(finding -> good.put(finding.get("question").asText(), finding.get("good").asBoolean()));
        assertTrue(good.get("the Authorization header arrives"), good::toString);
        assertTrue(good.get("keys with slashes (the greedy path variable and its permission)"), good::toString);
        assertTrue(good.get("keys with a plus sign"), good::toString);
        assertTrue(good.get("keys with a question mark"), good::toString);
        assertTrue(good.get("OPTIONS of browsers arrives"), good::toString);
        assertTrue(good.get("a GET of 11 MiB"), good::toString);
        assertTrue(good.get("a range of an object"), good::toString);
        assertTrue(good.get("a presigned URL, with a parameter that the signature covers"), good::toString);
        assertEquals(false, good.get("text that is not UTF-8"), good::toString);
    }
}
