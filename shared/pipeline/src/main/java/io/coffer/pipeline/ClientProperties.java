package io.coffer.pipeline;

import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Quarkus is told about its clients of AWS's services. If it is told nothing, AWS's own settings and credentials decide. */
public final class ClientProperties {

    /** The settings that {@link #ofEndpoints} looks at. */
    public static final List<Setting<URI>> ENDPOINTS =
            List.of(InstallationSettings.DYNAMODB_ENDPOINT, InstallationSettings.KMS_ENDPOINT, InstallationSettings.BLOB_ENDPOINT);

    private ClientProperties() {}

    /** About endpoints that stand in for AWS's own. */
    public static Map<String, String> ofEndpoints(Settings settings) {
        Map<String, String> properties = new HashMap<>();
        settings.find(InstallationSettings.DYNAMODB_ENDPOINT)
                .ifPresent(uri -> properties.put("quarkus.dynamodb.endpoint-override", uri.toString()));
        settings.find(InstallationSettings.KMS_ENDPOINT).ifPresent(uri -> properties.put("quarkus.kms.endpoint-override", uri.toString()));
        settings.find(InstallationSettings.BLOB_ENDPOINT).ifPresent(uri -> {
            properties.put("quarkus.s3.endpoint-override", uri.toString());
            properties.put("quarkus.s3.path-style-access", "true");
            // Of other S3s than AWS's not all know the signed trailers in which the client would send its checksums.
            properties.put("quarkus.s3.checksum-validation", "false");
        });
        return properties;
    }

    /** About the region that all of them are in. */
    public static Map<String, String> ofRegion(String region) {
        return Map.of(
                "quarkus.dynamodb.aws.region", region,
                "quarkus.s3.aws.region", region,
                "quarkus.kms.aws.region", region);
    }
}
