package io.coffer.setup;

import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** A secret that a template made, without a value. */
record ManagedSecret(SecretsManagerClient client, String id) implements Secret {

    @Override
    public Optional<String> find() {
        try {
            return Optional.of(client.getSecretValue(request -> request.secretId(id)).secretString());
        } catch (ResourceNotFoundException e) {
            // The answer for a secret without a value, too.
            return Optional.empty();
        }
    }

    @Override
    public void put(String value) {
        client.putSecretValue(request -> request.secretId(id).secretString(value));
    }
}
