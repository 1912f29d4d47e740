package io.coffer.standalone.tls;

import io.coffer.accounts.StartFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses among the names of a server. */
final class Addresses {

    private Addresses() {}

    static boolean isOne(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    /** A literal address as Java writes it. */
    static String canonical(String literal) {
        try {
            return InetAddress.getByName(literal).getHostAddress();
        } catch (UnknownHostException e) {
            throw new StartFailure(literal + " is not an address");
        }
    }
}
