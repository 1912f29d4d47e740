package io.coffer.protocol.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "Bucket.LocalHost:9000, bucket.localhost",
        "127.0.0.1:80, 127.0.0.1",
        "127.0.0.1, 127.0.0.1",
        "[::1]:9000, [::1]",
        "[::1], [::1]",
        "host:, host:",
        ":80, ''",
        "80, 80",
        "host:port, host:port"
    })
    void hasNoPort(String host, String name) {
        assertEquals(name, HostName.of(host));
    }
}
