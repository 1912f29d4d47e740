package io.coffer.pipeline;

import java.util.Arrays;

/** Whose address it is, as far as an address tells. */
public final class Network {

    /** RFC 4291, 2.5.4: one subscriber has 64 bits of addresses to itself. */
    private static final int GROUPS = 4;

    private Network() {}

    /** The address itself, or of an IPv6 address its first 64 bits. */
    public static String of(String address) {
        String[] groups = address.split(":", -1);
        return groups.length <= GROUPS ? address : String.join(":", Arrays.copyOf(groups, GROUPS));
    }
}
