package io.coffer.protocol;

import io.coffer.protocol.errors.S3Exception;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request target in its original order, percent-decoded ({@code +} is a space, as S3 reads it). A parameter without
 * {@code =} has an empty value: {@code ?acl} and {@code ?acl=} name the same subresource. Not thread-safe.
 */
public final class QueryParameters {

    /** One decoded parameter. */
    public record Parameter(String name, String value) {}

    private final @Nullable String rawQuery;
    private @Nullable List<Parameter> parameters;

    /**
     * Decoded when first asked for, so that a broken query is refused where requests are refused.
     *
     * @param rawQuery what stands after {@code ?}, still encoded; null or empty for none
     */
    public QueryParameters(@Nullable String rawQuery) {
        this.rawQuery = rawQuery;
    }

    private static List<Parameter> decode(@Nullable String rawQuery) {
        List<Parameter> parsed = new ArrayList<>();
        if (rawQuery != null && !rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&")) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parsed.add(new Parameter(UriEncoding.decodeQuery(name), UriEncoding.decodeQuery(value)));
            }
        }
        return Collections.unmodifiableList(parsed);
    }

    /** The first value of the name, or null if the query does not have it. Names are compared exactly, as S3 does. */
    public @Nullable String get(String name) {
        for (Parameter parameter : all()) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /** @throws S3Exception InvalidURI if an escape is broken */
    public List<Parameter> all() {
        if (parameters == null) {
            parameters = decode(rawQuery);
        }
        return parameters;
    }
}
