package io.coffer.standalone.client;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestHost;
import io.coffer.endpoints.TestServer;
import io.coffer.localstack.LocalStackContainers;
import io.coffer.localstack.LocalStackInstallation;
import io.coffer.localstack.LocalStackSettings;
import io.coffer.testkit.GrantReport.Grant;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The packaged functions in a LocalStack of their own, which has no opinion of their permissions. */
record LocalStackHost(LocalStackContainer container, LocalStackInstallation installation, GatewayEmulator gateway) implements TestHost {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", ""), "..", "..", "template.yaml").toAbsolutePath().normalize();

    /** @param settings variables of every function */
    static LocalStackHost start(Map<String, String> settings) throws IOException {
        LocalStackContainer container = LocalStackContainers.start();
        LocalStackInstallation installation = LocalStackInstallation.open(LocalStackSettings.at(container.getEndpoint()));
        AccountOpening accounts = installation.accounts();
        accounts.openFirst(pair(TestServer.CREDENTIALS));
        accounts.open(TestServer.OTHER_ACCOUNT, "other", pair(TestServer.OTHER_CREDENTIALS));
        return new LocalStackHost(container, installation, installation.gateway(TEMPLATE)
                .parameter("MinPartSize", String.valueOf(ServerKind.MIN_PART_OF_FUNCTIONS))
                .throttle(1_000_000, 1_000_000)
                .environment("COFFER_REQUESTS_PER_SECOND", "0")
                .environment(settings)
                .start());
    }

    private static AccessKeyPair pair(AwsBasicCredentials credentials) {
        return new AccessKeyPair(credentials.accessKeyId(), credentials.secretAccessKey());
    }

    @Override
    public URI origin() {
        return URI.create("http://localhost:" + gateway.endpoint().getPort());
    }

    @Override
    public Optional<Program> program() {
        return Optional.empty();
    }

    @Override
    public void keepHouse() {
        gateway.invoke("housekeeping", "{}".getBytes(StandardCharsets.UTF_8)).join();
    }

    @Override
    public List<Grant> denied() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        System.err.print(container.getLogs());
        gateway.close();
        installation.close();
        container.stop();
    }
}
