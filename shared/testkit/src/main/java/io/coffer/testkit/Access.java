package io.coffer.testkit;

import java.util.Comparator;

/**
 * What IAM decides about: an action on a resource.
 *
 * @param action as IAM spells it, without the service's prefix
 * @param resource a table's whole name, a bucket's; {@code *} where a call names none
 */
public record Access(String action, String resource) implements Comparable<Access> {

    private static final Comparator<Access> BY_RESOURCE = Comparator.comparing(Access::resource).thenComparing(Access::action);

    @Override
    public int compareTo(Access other) {
        return BY_RESOURCE.compare(this, other);
    }
}
