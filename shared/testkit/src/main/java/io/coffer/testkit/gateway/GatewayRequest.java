package io.coffer.testkit.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it stood on the wire.
 *
 * @param target path and query of the request line
 * @param headers in their order, repeated ones as often as they were sent
 */
record GatewayRequest(String method, String target, String protocol, List<Map.Entry<String, String>> headers, byte[] body,
        String sourceIp) {

    String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    Optional<String> header(String name) {
        return headers.stream().filter(header -> header.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue).findFirst();
    }

    /** The name of {@code Host}, without a port, in lower case. */
    String hostName() {
        return header("host").orElse("").replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    /** Of the request line and the values of headers, which is what the service's quota counts. */
    long headerSize() {
        long size = method.length() + target.length() + protocol.length() + 2L;
        for (Map.Entry<String, String> header : headers) {
            size += header.getValue().length();
        }
        return size;
    }
}
