package io.coffer.proofs.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Runs a proof with one seed after the other. {@code -Dcoffer.proofs.seed=N} begins with seed N, and {@code -Dcoffer.proofs.runs=M} tries M
 * seeds; so the two together repeat what failed, or go on where nobody has been yet.
 */
public final class Seeds {

    private static final long FIRST = Long.getLong("coffer.proofs.seed", 1);

    private Seeds() {}

    /** @param usual how many seeds are tried unless the properties say it */
    public static void each(int usual, LongConsumer proof) {
        int runs = Integer.getInteger("coffer.proofs.runs", usual);
        for (long seed = FIRST; seed < FIRST + runs; seed++) {
            try {
                proof.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dcoffer.proofs.seed=" + seed + " -Dcoffer.proofs.runs=1: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Takes away whatever a failure does not need.
     *
     * @param check fails for {@code all}
     * @return the failure of what is left, from which nothing can be taken away any more
     */
    public static <T> AssertionError smallest(List<T> all, AssertionError failure, Consumer<List<T>> check) {
        List<T> left = new ArrayList<>(all);
        AssertionError smallest = failure;
        for (int chunk = Math.max(1, left.size() / 2); ; chunk = Math.max(1, chunk / 2)) {
            boolean smaller = false;
            for (int from = left.size() - chunk; from >= 0; from -= chunk) {
                List<T> fewer = new ArrayList<>(left);
                fewer.subList(from, from + chunk).clear();
                try {
                    check.accept(fewer);
                } catch (AssertionError e) {
                    left = fewer;
                    smallest = e;
                    smaller = true;
                }
            }
            if (chunk == 1 && !smaller) {
                return smallest;
            }
        }
    }
}
