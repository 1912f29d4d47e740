package io.coffer.metadata;

import java.util.Optional;
import java.util.function.Function;

/**
 * A store's answer: what was asked is done, or it is refused. The caller chooses the words in which a client is told of a refusal.
 *
 * @param <T> the answer if it is done
 */
public sealed interface Outcome<T> {

    /** @param value never null */
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal reason) implements Outcome<T> {}

    static <T> Outcome<T> done(T answer) {
        return new Done<>(answer);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Goes on with the answer; a refusal stays what it is. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return this instanceof Done<T> done ? next.apply(done.value) : refused(((Refused<T>) this).reason);
    }

    /** The answer as something else; a refusal stays what it is. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return then(answer -> done(change.apply(answer)));
    }

    /** Empty if it was refused. */
    default Optional<T> answer() {
        return this instanceof Done<T> done ? Optional.of(done.value) : Optional.empty();
    }

    /** Empty if it was done. */
    default Optional<Refusal> refusal() {
        return this instanceof Refused<T> refused ? Optional.of(refused.reason) : Optional.empty();
    }

    /** Whether it was refused for a reason of a kind. */
    default boolean isRefused(Class<? extends Refusal> kind) {
        return refusal().filter(kind::isInstance).isPresent();
    }

    /** The answer, if a refusal would be a fault of the caller. */
    default T orElseThrow() {
        return orElseThrow(refusal -> new IllegalStateException("refused: " + refusal));
    }

    /** @param words makes the exception that is thrown for a refusal */
    default <X extends RuntimeException> T orElseThrow(Function<? super Refusal, X> words) {
        return answer().orElseThrow(() -> words.apply(((Refused<T>) this).reason));
    }
}
