package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.protocol.FormFields;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostRedirectTest {

    private static final String UPLOADED = "bucket=b&key=a+b%2Fc&etag=%22e%22";

    @ParameterizedTest
    @CsvSource({
        "http://example.com, http://example.com?",
        "HTTPS://example.com/done, HTTPS://example.com/done?",
        "http://example.com/done?a=b, http://example.com/done?a=b&",
        "http://example.com/a b?c=ä, http://example.com/a%20b?c=%C3%A4&"
    })
    void theUploadIsToldInTheQuery(String address, String expected) {
        assertEquals(Optional.of(expected + UPLOADED), redirect("success_action_redirect", address));
    }

    @Test
    void aFragmentStaysLast() {
        assertEquals(Optional.of("http://example.com/?" + UPLOADED + "#top"), redirect("redirect", "http://example.com/#top"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/done", "done", "ftp://example.com/", "javascript:alert(1)", "http://", "http:///done",
        "http://example.com/\r\nSet-Cookie: a=b"})
    void whatIsNoAddressIsIgnored(String address) {
        assertEquals(Optional.empty(), redirect("success_action_redirect", address));
    }

    @Test
    void theOlderFieldGivesWay() {
        FormFields form = new FormFields().add("redirect", "http://old.example.com/").add("success_action_redirect", "http://example.com/");
        assertEquals(Optional.of("http://example.com/?" + UPLOADED), PostRedirect.of(form, "b", "a b/c", "\"e\""));
    }

    private static Optional<String> redirect(String field, String address) {
        return PostRedirect.of(new FormFields().add(field, address), "b", "a b/c", "\"e\"");
    }
}
