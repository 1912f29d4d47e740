package io.coffer.proofs.s3;

import io.coffer.proofs.wire.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that is compared with what it must be; an answer that nobody got is never wrong. */
public record Told(Optional<Answer> answer) {

    /** An error, by its status and its code, which HEAD does not tell. */
    void refused(int status, String code) {
        answer.ifPresent(told -> {
            require(told.status() == status, status + " " + code);
            require(told.body().length == 0 || told.code().equals(code), code);
        });
    }

    void succeeded(int status) {
        answer.ifPresent(told -> require(told.status() == status, String.valueOf(status)));
    }

    /** @param value null if the header must not be there */
    void header(String name, @Nullable Object value) {
        String expected = java.util.Objects.toString(value, null);
        answer.ifPresent(told -> require(java.util.Objects.equals(told.header(name), expected), name + ": " + expected));
    }

    void body(byte[] bytes) {
        answer.ifPresent(told -> require(Arrays.equals(told.body(), bytes), bytes.length + " bytes that were stored"));
    }

    void element(String name, Object value) {
        answer.ifPresent(told -> require(told.element(name).equals(value.toString()), name + " = " + value));
    }

    void elements(String name, List<String> values) {
        answer.ifPresent(told -> require(told.elements(name).equals(values), name + " = " + values));
    }

    /** Something that the server chooses; null if nobody was told. */
    @Nullable String chosenHeader(String name) {
        answer.ifPresent(told -> require(!told.headers().getOrDefault(name, "").isEmpty(), "a header " + name));
        return answer.map(told -> told.header(name)).orElse(null);
    }

    @Nullable String chosenElement(String name) {
        answer.ifPresent(told -> require(!told.element(name).isEmpty(), "an element " + name));
        return answer.map(told -> told.element(name)).orElse(null);
    }

    void require(boolean holds, String expected) {
        if (!holds) {
            throw new Violation("expected " + expected + ", answered " + answer.map(Answer::toString).orElse(""));
        }
    }
}
