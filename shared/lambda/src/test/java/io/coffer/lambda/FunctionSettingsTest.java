package io.coffer.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.pipeline.BucketNames;
import io.coffer.pipeline.Encrypted;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionSettingsTest {

    @Test
    void anEmptyEnvironmentMeansAwsBehaviour() {
        FunctionSettings settings = FunctionSettings.of(Map.of("AWS_REGION", "eu-central-1"));

        assertEquals("eu-central-1", settings.behaviour().region());
        assertEquals("coffer-", settings.tablePrefix());
        assertNull(settings.behaviour().domain());
        assertEquals(5 << 20, settings.behaviour().minPartSize());
        assertEquals(Duration.ofDays(7), settings.uploadAge());
        assertEquals(BucketNames.AWS, settings.behaviour().bucketNames());
        assertEquals(Encrypted.ASKED, settings.behaviour().encrypted());
        assertFalse(settings.operationMetrics());
        assertEquals(4096, settings.smallLimit());
    }

    @Test
    void whatIsSetCounts() {
        FunctionSettings settings = FunctionSettings.of(Map.of(
                "AWS_REGION", "eu-central-1", "COFFER_REGION", "us-east-1", "COFFER_DOMAIN", "S3.Example.com",
                "COFFER_BUCKET_NAMES", "filebase", "COFFER_ENCRYPT", "all", "COFFER_STREAMING_ENDPOINT", "https://stream.example.com",
                "COFFER_ABORT_UPLOADS_AFTER_DAYS", "0", "COFFER_SMALL_OBJECT_BYTES", "1024"));

        assertEquals("us-east-1", settings.behaviour().region());
        assertEquals("s3.example.com", settings.behaviour().domain());
        assertEquals(BucketNames.FILEBASE, settings.behaviour().bucketNames());
        assertEquals(Encrypted.ALL, settings.behaviour().encrypted());
        assertEquals(Optional.of(URI.create("https://stream.example.com")), settings.streamingEndpoint());
        assertEquals(Duration.ZERO, settings.uploadAge());
        assertEquals(1024, settings.smallLimit());
    }

    /** Templates pass a parameter that was left empty as an empty variable. */
    @Test
    void emptyVariablesAreNotSet() {
        FunctionSettings settings = FunctionSettings.of(Map.of("COFFER_DOMAIN", "", "COFFER_STREAMING_ENDPOINT", " "));

        assertNull(settings.behaviour().domain());
        assertEquals(Optional.empty(), settings.streamingEndpoint());
    }

    @ParameterizedTest
    @CsvSource({"COFFER_ENCRYPT, none", "COFFER_BUCKET_NAMES, s3", "COFFER_MIN_PART_SIZE, 5MB", "COFFER_ABORT_UPLOADS_AFTER_DAYS, -1",
        "COFFER_ABORT_UPLOADS_AFTER_DAYS, P7D", "COFFER_REQUESTS_PER_SECOND, -1", "COFFER_OPERATION_METRICS, yes",
        "COFFER_SMALL_OBJECT_BYTES, 4097", "COFFER_SMALL_OBJECT_BYTES, -1"})
    void whatIsNotUnderstoodIsRefused(String name, String value) {
        assertThrows(IllegalArgumentException.class, () -> FunctionSettings.of(Map.of(name, value)));
    }
}
