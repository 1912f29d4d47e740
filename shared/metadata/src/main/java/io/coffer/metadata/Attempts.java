package io.coffer.metadata;

import java.util.Optional;
import java.util.function.Supplier;

/** What begins with a read and ends with something that hangs on it: where another request was first, it begins again. */
public final class Attempts {

    /** Of changes that hardly ever meet. */
    static final int FEW = 20;

    private Attempts() {}

    /** One attempt. */
    public interface Attempt<T, E extends Exception> {

        /** @return what became of it; empty where another request was first */
        Optional<T> make() throws E;
    }

    /** @return what became of the first attempt that met no other request; empty where each met one */
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
     * @param attempt reads, commits, and gives what became of it; {@link CommitConflict} says that another request was first
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
     * As {@link #committing}, of what is refused if every attempt meets another request.
     *
     * @param attempt gives what became of it, a refusal too
     */
    static <T> Outcome<T> outcome(int most, Supplier<Outcome<T>> attempt) {
        return committing(most, attempt).orElseGet(() -> Outcome.refused(new Refusal.Contended()));
    }

    /**
     * As {@link #committing}, of what nobody is told the loss of.
     *
     * @throws MetadataBusy where every attempt met another
     */
    static <T> T at(Supplier<T> attempt) {
        return committing(FEW, attempt).orElseThrow(() -> new MetadataBusy(null));
    }
}
