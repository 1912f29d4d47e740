package io.coffer.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.protocol.xml.LifecycleConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A bucket's lifecycle as it is kept: JSON, compressed, since 1,000 rules must fit one item.
 *
 * @param transitionDefaultMinimumObjectSize what clients are told about transitions; nothing here depends on it
 */
public record KeptLifecycle(LifecycleConfiguration configuration, String transitionDefaultMinimumObjectSize) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .build();

    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
            MAPPER.writeValue(compressed, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static KeptLifecycle read(byte[] bytes) {
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return MAPPER.readValue(json, KeptLifecycle.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
