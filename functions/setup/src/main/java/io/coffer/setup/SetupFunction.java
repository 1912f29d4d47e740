package io.coffer.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coffer.accounts.StartFailure;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.FunctionInstallation;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The function of the custom resource {@code FirstKeys}, and of Terraform's invocation: both call it when an installation is made. */
@Singleton
public final class SetupFunction implements RequestStreamHandler {

    private static final Logger LOG = Logger.getLogger(SetupFunction.class);

    private final CloudClients clients;

    SetupFunction(CloudClients clients) {
        this.clients = clients;
    }

    /** @throws IOException if the stack cannot be told what became of it */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        CustomResource.read(input).carryOut(this::make, output);
    }

    private void make() {
        FunctionInstallation installation = new FunctionInstallation(clients);
        String secret = installation.firstKeysSecret()
                .orElseThrow(() -> new StartFailure("COFFER_FIRST_KEYS_SECRET names no secret"));
        try (SecretsManagerClient secrets = SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            FirstKeys keys = new FirstKeys(
                    installation::openOrMakeMasterKey, installation.stores(), new ManagedSecret(secrets, secret), installation.clock());
            LOG.warn(keys.make() ? "the first access key pair was made" : "the first account has its root already, and was left as it is");
        }
    }
}
