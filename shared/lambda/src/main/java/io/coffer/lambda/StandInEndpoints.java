package io.coffer.lambda;

import io.coffer.pipeline.InstallationSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Tells Quarkus' clients about endpoints that stand in for AWS's own, if the environment names them. */
public final class StandInEndpoints implements ConfigSource {

    private final Map<String, String> properties = new HashMap<>();

    public StandInEndpoints() {
        put("quarkus.dynamodb.endpoint-override", System.getenv(InstallationSettings.DYNAMODB_ENDPOINT.variable()));
        put("quarkus.kms.endpoint-override", System.getenv(InstallationSettings.KMS_ENDPOINT.variable()));
        String s3 = System.getenv(InstallationSettings.BLOB_ENDPOINT.variable());
        put("quarkus.s3.endpoint-override", s3);
        if (s3 != null) {
            put("quarkus.s3.path-style-access", "true");
            // Not every S3 but AWS's knows the signed trailers in which the client would send its checksums.
            put("quarkus.s3.checksum-validation", "false");
        }
    }

    private void put(String name, String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "stand-in endpoints";
    }

    @Override
    public int getOrdinal() {
        return 350;
    }
}
