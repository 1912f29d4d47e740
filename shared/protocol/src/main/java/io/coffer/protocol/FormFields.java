package io.coffer.protocol;

import io.coffer.protocol.errors.S3Exception;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an HTML form before its file: names compared without case, in order of arrival. Not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/HTTPPOSTForms.html">S3 API Reference, HTML forms: fields of one name are
 *     one field whose values are separated by commas</a>
 */
public final class FormFields {

    private record Field(String name, List<String> values) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();

    public FormFields add(String name, String value) {
        fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> new Field(name, new ArrayList<>(1))).values().add(value);
        return this;
    }

    public boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The value of a field, or null if the form does not have it. */
    public @Nullable String get(String name) {
        Field field = fields.get(name.toLowerCase(Locale.ROOT));
        return field == null ? null : String.join(",", field.values());
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(get(name));
    }

    /**
     * The value of a field that a form must have.
     *
     * @throws S3Exception InvalidArgument
     */
    public String require(String name) {
        String value = get(name);
        if (value == null) {
            throw S3Exception.invalidArgument(name, "",
                    "Bucket POST must contain a field named '" + name + "'.  If it is specified, please check the order of the fields.");
        }
        return value;
    }

    /** The names, each in its first spelling. */
    public Collection<String> names() {
        return fields.values().stream().map(Field::name).toList();
    }

    /** The same fields with each value changed. */
    public FormFields map(UnaryOperator<String> change) {
        FormFields mapped = new FormFields();
        fields.values().forEach(field -> field.values().forEach(value -> mapped.add(field.name(), change.apply(value))));
        return mapped;
    }
}
