package io.coffer.protocol.http;

import java.util.Locale;

/** The name in a Host header. */
public final class HostName {

    private HostName() {}

    /** In lower case and without a port. */
    public static String of(String host) {
        return withoutPort(host).toLowerCase(Locale.ROOT);
    }

    /** As it was sent. */
    public static String withoutPort(String host) {
        int colon = host.length();
        while (colon > 0 && isDigit(host.charAt(colon - 1))) {
            colon--;
        }
        return colon > 0 && colon < host.length() && host.charAt(colon - 1) == ':' ? host.substring(0, colon - 1) : host;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
