package io.coffer.metadata.tables;

import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries again what depends on what was read, if another request changed that meanwhile. */
public final class Attempts {

    /** For changes that hardly ever meet. */
    public static final int FEW = 20;

    private Attempts() {}

    /** One attempt. */
    public interface Attempt<T, E extends Exception> {

        /** @return the result; empty if another request was first */
        Optional<T> make() throws E;
    }

    /** @return the result of the first attempt that met no other request; empty if each met one */
    public static <T, E extends Exception> Optional<T> upTo(int most, Attempt<T, E> attempt) throws E {
        Optional<T> result = Optional.empty();
        for (int i = 0; i < most && result.isEmpty(); i++) {
            result = attempt.make();
        }
        return result;
    }

    /**
     * As {@link #upTo}.
     *
     * @param attempt reads, commits and returns its result; throws {@link CommitConflict} if another request was first
     */
    static <T> Optional<T> committing(int most, Supplier<T> attempt) {
        return upTo(most, () -> {
            try {
                return Optional.of(attempt.get());
            } catch (CommitConflict e) {
                return Optional.empty();
            }
        });
    }

    /**
     * As {@link #committing}, with a refusal if every attempt meets another request.
     *
     * @param attempt may refuse for other reasons, which ends the attempts
     */
    public static <T> Outcome<T> outcome(int most, Supplier<Outcome<T>> attempt) {
        return committing(most, attempt).orElseGet(() -> Outcome.refused(new Refusal.Contended()));
    }

    /**
     * As {@link #committing}, for changes that have no refusal.
     *
     * @throws MetadataBusy if every attempt met another request
     */
    public static <T> T at(Supplier<T> attempt) {
        return committing(FEW, attempt).orElseThrow(MetadataBusy::new);
    }
}
