package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.Permission;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclHeadersTest {

    private static Optional<AccessControlList> read(String... namesAndValues) {
        S3Headers headers = new S3Headers();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return AclHeaders.read(headers, "owner");
    }

    @Test
    void noHeaderAsksForNothing() {
        assertEquals(Optional.empty(), read());
        assertEquals(Optional.empty(), read("x-amz-acl", ""));
    }

    @Test
    void aCannedListBeginsWithTheOwner() {
        assertEquals(
                List.of(new Grant(new Grantee("owner"), Permission.FULL_CONTROL), new Grant(Grantee.ALL_USERS, Permission.READ)),
                read("x-amz-acl", "public-read").orElseThrow().grants());
    }

    @Test
    void grantsAreReadAsTheyAreWritten() {
        assertEquals(
                List.of(new Grant(new Grantee("a"), Permission.READ), new Grant(Grantee.ALL_USERS, Permission.READ),
                        new Grant(new Grantee("b"), Permission.WRITE)),
                read("x-amz-grant-read", "id=\"a\", uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"",
                        "x-amz-grant-write", "id=b").orElseThrow().grants());
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, public, INVALID_ARGUMENT",
        "x-amz-grant-read, someone, INVALID_ARGUMENT",
        "x-amz-grant-read, name=\"a\", INVALID_ARGUMENT",
        "x-amz-grant-read, uri=\"http://example.com\", INVALID_ARGUMENT",
        "x-amz-grant-read, emailAddress=\"a@example.com\", UNRESOLVABLE_GRANT"})
    void whatIsNoListIsRefused(String header, String value, S3ErrorCode code) {
        assertEquals(code, assertThrows(S3Exception.class, () -> read(header, value)).code());
    }

    @Test
    void oneFormAtATime() {
        assertEquals(S3ErrorCode.INVALID_REQUEST,
                assertThrows(S3Exception.class, () -> read("x-amz-acl", "private", "x-amz-grant-read", "id=a")).code());
    }
}
