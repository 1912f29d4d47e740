package io.coffer.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointOverridesTest {

    /** A client of AWS's S3 sends checksums, and buckets' names are in hosts. */
    @Test
    void aVariableThatIsBlankNamesNoEndpoint() {
        assertEquals(Map.of(), new EndpointOverrides(Map.of("COFFER_BLOB_ENDPOINT", "", "COFFER_DYNAMODB_ENDPOINT", " ")).getProperties());
    }

    @Test
    void clientsAreToldOfTheEndpointsThatTheEnvironmentNames() {
        EndpointOverrides endpoints = new EndpointOverrides(Map.of(
                "COFFER_DYNAMODB_ENDPOINT", "http://127.0.0.1:8000", "COFFER_BLOB_ENDPOINT", "http://127.0.0.1:9100"));

        assertEquals(Map.of(
                "quarkus.dynamodb.endpoint-override", "http://127.0.0.1:8000",
                "quarkus.s3.endpoint-override", "http://127.0.0.1:9100",
                "quarkus.s3.path-style-access", "true",
                "quarkus.s3.checksum-validation", "false"), endpoints.getProperties());
    }
}
