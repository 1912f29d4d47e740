package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmzHeadersTest {

    private static S3Request request(String method, String query, String header) {
        S3Headers headers = new S3Headers().set("host", "localhost");
        if (header != null) {
            headers.set(header, "value");
        }
        return new S3Request(method, "/bucket/key", query, headers, new QueryParameters(query), InputStream.nullInputStream(), false,
                "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT_OBJECT, X-Amz-Write-Offset-Bytes",
        "PUT_OBJECT, x-amz-unheard-of",
        "PUT_OBJECT, Content-Range",
        "PUT_OBJECT, x-amz-copy-source-range",
        "PUT_OBJECT, x-amz-copy-source-if-match",
        "PUT_OBJECT, x-amz-metadata-directive",
        "PUT_OBJECT, x-amz-rename-source",
        "PUT_OBJECT, x-amz-object-lock-event-hold",
        "PUT_OBJECT, x-amz-if-match-size",
        "PUT_OBJECT, x-amz-server-side-encryption-unheard-of",
        "PUT_OBJECT, x-amz-grant-unheard-of",
        "COPY_OBJECT, x-amz-copy-source-range",
        "UPLOAD_PART, x-amz-write-offset-bytes",
        "CREATE_MULTIPART_UPLOAD, x-amz-copy-source",
        "ABORT_MULTIPART_UPLOAD, x-amz-if-match-initiated-time",
        "DELETE_OBJECT, x-amz-object-if-match",
        "DELETE_BUCKET, x-amz-unheard-of",
        "POST_OBJECT, x-amz-copy-source",
    })
    void aWriteIsNotCarriedOutWithoutWhatAHeaderAsksFor(S3Operation operation, String header) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> AmzHeaders.require(operation, request("PUT", null, header)));
        assertEquals(S3ErrorCode.NOT_IMPLEMENTED, refusal.code());
        assertEquals(header.toLowerCase(Locale.ROOT), refusal.fields().get("Header"));
    }

    @ParameterizedTest
    @CsvSource({"PUT_OBJECT, x-amz-write-offset-bytes", "PUT_OBJECT, X-Amz-Copy-Source", "DELETE_OBJECT, x-amz-unheard-of"})
    void aQueryParameterDoesNotPassForAHeader(S3Operation operation, String parameter) {
        assertThrows(S3Exception.class, () -> AmzHeaders.require(operation, request("PUT", parameter + "=16", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT_OBJECT, X-Amz-Meta-Name",
        "PUT_OBJECT, x-amz-checksum-sha512",
        "PUT_OBJECT, x-amz-user-agent",
        "PUT_OBJECT, x-amz-server-side-encryption-customer-key-MD5",
        "UPLOAD_PART, x-amz-acl",
        "COPY_OBJECT, x-amz-copy-source-if-none-match",
        "COPY_OBJECT, x-amz-object-annotation-directive",
        "UPLOAD_PART_COPY, x-amz-copy-source-range",
        "DELETE_OBJECT, x-amz-mfa",
    })
    void whatAWriteHeedsOrNeedNotHeedPasses(S3Operation operation, String header) {
        assertDoesNotThrow(() -> AmzHeaders.require(operation, request("PUT", "X-Amz-Algorithm=a&X-Amz-Expires=1&x-id=a", header)));
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD"})
    void aReadTakesAnyHeader(String method) {
        assertDoesNotThrow(() -> AmzHeaders.require(S3Operation.GET_OBJECT, request(method, "x-amz-unheard-of=1", "x-amz-other")));
    }
}
