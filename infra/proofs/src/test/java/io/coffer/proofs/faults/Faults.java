package io.coffer.proofs.faults;

import java.util.function.Supplier;

/** What happens at the calls of stores. Thread-safe if the stores are to be. */
public interface Faults {

    /** Hears of each call. */
    default void tell(Supplier<String> what) {}

    /** Before and after whatever a store does: time passes, others may go on, and the process may die. */
    void point();

    /** Whether the call is to fail here. After a commit, the commit has taken effect, and its caller does not hear of it. */
    boolean fails();

    /** Whether a call that fails before its effect fails as of a store that is contended or throttled. If not, the store is not reached. */
    boolean isBusy();

    /** How many bytes one read gives. */
    int some(int wanted);

    /** A failure that a caller cannot tell from one that came after the effect. */
    final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1;

        Broken() {
            super("the connection to the store broke", null, false, false);
        }
    }
}
