package io.coffer.lambda;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Tells Quarkus' clients about endpoints that stand in for AWS's own, where the environment names them. */
public final class StandInEndpoints implements ConfigSource {

    private static final String S3_ENDPOINT = "COFFER_BLOB_ENDPOINT";

    private final Map<String, String> properties = new HashMap<>();

    public StandInEndpoints() {
        put("quarkus.dynamodb.endpoint-override", System.getenv("COFFER_DYNAMODB_ENDPOINT"));
        put("quarkus.kms.endpoint-override", System.getenv("COFFER_KMS_ENDPOINT"));
        put("quarkus.s3.endpoint-override", System.getenv(S3_ENDPOINT));
        if (System.getenv(S3_ENDPOINT) != null) {
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
    public String getValue(String name) {
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
