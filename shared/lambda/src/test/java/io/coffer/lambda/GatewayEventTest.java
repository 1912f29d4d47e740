package io.coffer.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayEventTest {

    /** Shape and values of API Gateway Developer Guide, Lambda proxy integrations, payload format version 2.0. */
    private static final String DOCUMENTED = """
            {
              "version": "2.0",
              "routeKey": "$default",
              "rawPath": "/my/path",
              "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
              "cookies": ["cookie1", "cookie2"],
              "headers": {"header1": "value1", "header2": "value1,value2"},
              "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "api-id",
                "authentication": {"clientCert": {"clientCertPem": "CERT_CONTENT", "validity": {"notAfter": "Aug  5 09:36:04 2021 GMT"}}},
                "authorizer": {"jwt": {"claims": {"claim1": "value1"}, "scopes": ["scope1"]}},
                "domainName": "id.execute-api.us-east-1.amazonaws.com",
                "domainPrefix": "id",
                "http": {"method": "POST", "path": "/my/path", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "agent"},
                "requestId": "id",
                "routeKey": "$default",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1583348638390
              },
              "body": "eyJ0ZXN0IjoiYm9keSJ9",
              "pathParameters": {"parameter1": "value1"},
              "isBase64Encoded": true,
              "stageVariables": {"stageVariable1": "value1"}
            }""";

    private static GatewayEvent read(String json) throws IOException {
        return GatewayEvent.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    @Test
    void theDocumentedEventIsReadWhole() throws IOException {
        GatewayEvent event = read(DOCUMENTED);

        assertEquals("POST", event.method());
        assertEquals("/my/path", event.rawPath());
        assertEquals("parameter1=value1&parameter1=value2&parameter2=value", event.rawQuery());
        assertEquals("value1,value2", event.headers().get("header2"));
        assertEquals(List.of("cookie1", "cookie2"), event.cookies());
        assertEquals("192.0.2.1", event.sourceIp());
        assertEquals("id.execute-api.us-east-1.amazonaws.com", event.domainName());
        assertArrayEquals("{\"test\":\"body\"}".getBytes(UTF_8), event.binary());
        assertNull(event.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{}", "{\"rawPath\": \"/\"}",
        "{\"rawPath\": \"/\", \"requestContext\": {\"http\": {\"method\": \"PUT\"}}, \"isBase64Encoded\": true, \"body\": \"?\"}",
        "{\"rawPath\": \"/\", \"requestContext\": {\"http\": {\"method\": \"PUT\"}}, \"isBase64Encoded\": 1}"
    })
    void whatIsNoSuchEventIsRefused(String json) {
        assertThrows(IOException.class, () -> read(json));
    }
}
