package io.coffer.lambda;

import io.coffer.pipeline.ClientProperties;
import io.coffer.settings.Settings;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Tells Quarkus' clients about endpoints that stand in for AWS's own, if the environment names them. */
public final class EndpointOverrides implements ConfigSource {

    private final Map<String, String> properties;

    public EndpointOverrides() {
        this(System.getenv());
    }

    EndpointOverrides(Map<String, String> environment) {
        this.properties = ClientProperties.ofEndpoints(Settings.of(ClientProperties.ENDPOINTS, environment));
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
