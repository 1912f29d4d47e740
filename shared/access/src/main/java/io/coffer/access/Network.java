package io.coffer.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses.
 *
 * @param address 4 or 16 bytes
 * @param prefix how many of its leading bits count
 */
record Network(byte[] address, int prefix) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * Reads CIDR notation, or a single address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network of(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] address = address(slash < 0 ? cidr : cidr.substring(0, slash)).orElseThrow(IllegalArgumentException::new);
        int bits = address.length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(cidr);
        }
        return new Network(address, prefix);
    }

    /** False for what is no address. IPv4 written as IPv6 ({@code ::ffff:192.0.2.1}) is IPv4. */
    boolean contains(String text) {
        return address(text).filter(this::contains).isPresent();
    }

    private boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = Byte.SIZE - prefix % Byte.SIZE;
        return rest == Byte.SIZE || (address[whole] & 0xff) >> rest == (other[whole] & 0xff) >> rest;
    }

    /** Broader than what S3 still takes for a fixed set of sources. */
    boolean isVeryBroad() {
        return prefix < (address.length == 4 ? 8 : 32);
    }

    /** Only literals get to InetAddress, which would ask the name service for anything else. */
    private static Optional<byte[]> address(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        if (IPV4.matcher(literal).matches() && Arrays.stream(literal.split("\\.")).anyMatch(part -> Integer.parseInt(part) > 255)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
