package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.0/25, 192.0.2.127, true",
        "192.0.2.0/25, 192.0.2.128, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "::/0, 2001:db8::1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1/128, 0:0:0:0:0:0:0:1, true",
        "fe80::/10, fe80::1%eth0, true",
        "127.0.0.0/8, localhost, false",
        "127.0.0.0/8, 127.1, false",
        "127.0.0.0/8, '', false",
    })
    void contains(String cidr, String address, boolean expected) {
        assertEquals(expected, Network.of(cidr).contains(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2", "256.0.0.1", "localhost", "::/129", ":::", "1"
    })
    void whatIsNoBlockIsRefused(String cidr) {
        assertThrows(IllegalArgumentException.class, () -> Network.of(cidr));
    }
}
