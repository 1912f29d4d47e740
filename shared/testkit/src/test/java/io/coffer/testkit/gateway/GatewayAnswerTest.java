package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAnswerTest {

    @Test
    void statusHeadersCookiesAndBodyAreTakenOver() throws Exception {
        GatewayAnswer answer = answer("""
                {"statusCode": 201, "headers": {"Content-Type": "text/html", "n": 5}, "cookies": ["a=b", "c=d"], "body": "é",
                 "multiValueHeaders": {"ignored": ["in 2.0"]}}""");
        assertEquals(201, answer.status());
        assertEquals(List.of(Map.entry("Content-Type", "text/html"), Map.entry("n", "5"), Map.entry("set-cookie", "a=b"),
                Map.entry("set-cookie", "c=d")), answer.headers());
        assertArrayEquals("é".getBytes(StandardCharsets.UTF_8), answer.body());
    }

    @Test
    void base64IsDecoded() throws Exception {
        assertArrayEquals(new byte[] {(byte) 0xff, 0}, answer("{\"statusCode\":200,\"body\":\"/wA=\",\"isBase64Encoded\":true}").body());
    }

    @Test
    void anAnswerWithoutATypeIsText() throws Exception {
        assertEquals(List.of(Map.entry("content-type", "text/plain; charset=utf-8")), answer("{\"statusCode\":200}").headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"x\"}", "{\"name\":", "5", "null", ""})
    void whatHasNoStatusCodeIsTheBodyOfA200(String payload) throws Exception {
        GatewayAnswer answer = answer(payload);
        assertEquals(200, answer.status());
        assertEquals(List.of(Map.entry("content-type", "application/json")), answer.headers());
        assertEquals(payload, new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void aStringIsTheBodyWithoutItsQuotes() throws Exception {
        assertEquals("Hello", new String(answer("\"Hello\"").body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"statusCode\":\"many\"}",
        "{\"statusCode\":42}",
        "{\"statusCode\":200,\"headers\":[]}",
        "{\"statusCode\":200,\"headers\":{\"a\":[\"b\"]}}",
        "{\"statusCode\":200,\"body\":{}}",
        "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
    })
    void anAnswerOfAnotherFormIsNone(String payload) {
        assertThrows(GatewayAnswer.Invalid.class, () -> answer(payload));
    }

    private static GatewayAnswer answer(String payload) throws GatewayAnswer.Invalid {
        return GatewayAnswer.of(payload.getBytes(StandardCharsets.UTF_8));
    }
}
