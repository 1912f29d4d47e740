package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CidTextTest {

    @Test
    void aContentIdIsReadHoweverItIsWritten() {
        String canonical = "bafybeie5nqv6kd3qnfjupgvz34woh3oksc3iau6abmyajn7qvtf6erpvsm";
        assertEquals(Optional.of(canonical), CidText.canonical("QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnvqvS"));
        assertEquals(Optional.of(canonical), CidText.canonical(canonical));
        assertEquals(Optional.of(canonical), CidText.canonical(canonical.toUpperCase(Locale.ROOT)));
        for (String none : List.of("", "b", "Qm", "x", "bafy", "b" + "a".repeat(58), canonical + "a", canonical.replace('e', '1'),
                "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnvqv0")) {
            assertEquals(Optional.empty(), CidText.canonical(none), none);
        }
    }
}
