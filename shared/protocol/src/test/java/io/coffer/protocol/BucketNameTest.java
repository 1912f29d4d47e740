package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0-0", "a--b", "192-168-0-1", "photos2026", "a.b", "www.example.com", "1.2.3", "1.2.3.4.5"})
    void lowerCaseLettersDigitsDashesAndDots(String name) {
        assertTrue(BucketName.isValid(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "-abc", "abc-", "Abc", "a_b", "a..b", ".ab", "ab.", "a-.b", "a.-b", "192.168.0.1", "a b", "äöü",
        "abc\n"})
    void anyOtherFormIsRefused(String name) {
        assertFalse(BucketName.isValid(name));
        assertEquals(S3ErrorCode.INVALID_BUCKET_NAME, assertThrows(S3Exception.class, () -> BucketName.require(name)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--a", "sthree-a", "amzn-s3-demo-a", "a-s3alias", "a--ol-s3", "a.mrap", "a--x-s3", "a--table-s3", "ping",
        "sping"})
    void reservedNamesAreRefused(String name) {
        assertFalse(BucketName.isValid(name));
    }

    @Test
    void dotsMayBeForbidden() {
        BucketName.requireWithoutDots("a-b");
        assertEquals(S3ErrorCode.INVALID_BUCKET_NAME,
                assertThrows(S3Exception.class, () -> BucketName.requireWithoutDots("a.b")).code());
    }

    @Test
    void sixtyThreeCharactersAreTheMost() {
        assertTrue(BucketName.isValid("a".repeat(63)));
        assertFalse(BucketName.isValid("a".repeat(64)));
    }
}
