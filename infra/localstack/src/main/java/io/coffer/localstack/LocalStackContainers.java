package io.coffer.localstack;

import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack in a container that goes away with this process. The image is {@code COFFER_LOCALSTACK_IMAGE}; one that asks for a token gets
 * {@code LOCALSTACK_AUTH_TOKEN}.
 */
public final class LocalStackContainers {

    private static final DockerImageName OFFICIAL = DockerImageName.parse("localstack/localstack");
    /** The last image that asks for no token. */
    private static final String DEFAULT_TAG = "4.14.0";
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private LocalStackContainers() {}

    /** Whether there is a Docker engine to run it. */
    public static boolean canRun() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** A started container, which its caller closes. The variables are those of compose.yaml. */
    public static LocalStackContainer start() {
        LocalStackContainer container = new LocalStackContainer(image(System.getenv("COFFER_LOCALSTACK_IMAGE")))
                .withEnv(Map.of(
                        "DYNAMODB_IN_MEMORY", "1",
                        "LAMBDA_IGNORE_ARCHITECTURE", "1",
                        "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120"));
        Optional.ofNullable(System.getenv(TOKEN)).ifPresent(token -> container.withEnv(TOKEN, token));
        container.start();
        return container;
    }

    /** @param name null or empty for the default */
    static DockerImageName image(String name) {
        return name == null || name.isEmpty()
                ? OFFICIAL.withTag(DEFAULT_TAG)
                : DockerImageName.parse(name).asCompatibleSubstituteFor(OFFICIAL);
    }
}
