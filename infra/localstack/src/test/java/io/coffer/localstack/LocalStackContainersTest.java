package io.coffer.localstack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.testcontainers.utility.DockerImageName;

final class LocalStackContainersTest {

    @Test
    void theImageIsTheLastThatAsksForNoTokenUnlessAnotherIsNamed() {
        assertEquals("localstack/localstack:4.14.0", LocalStackContainers.image(null).asCanonicalNameString());
        DockerImageName other = LocalStackContainers.image("registry.example.com/localstack:1");
        assertEquals("registry.example.com/localstack:1", other.asCanonicalNameString());
        assertDoesNotThrow(() -> other.assertCompatibleWith(DockerImageName.parse("localstack/localstack")));
    }
}
