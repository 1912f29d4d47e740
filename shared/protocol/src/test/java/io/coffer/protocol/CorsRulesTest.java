package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.CorsConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsRulesTest {

    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    private static final String GET = "<AllowedMethod>GET</AllowedMethod>";
    private static final String ANY = "<AllowedOrigin>*</AllowedOrigin>";

    private static CorsConfiguration document(String content) {
        return S3Xml.read(("<CORSConfiguration>" + content + "</CORSConfiguration>").getBytes(StandardCharsets.UTF_8),
                CorsConfiguration.class);
    }

    private static CorsRules rules(String... rules) {
        return CorsRules.of(document("<CORSRule>" + String.join("</CORSRule><CORSRule>", rules) + "</CORSRule>"));
    }

    private static CorsRules origin(String pattern) {
        return rules(GET + "<AllowedOrigin>" + pattern + "</AllowedOrigin>");
    }

    private static Map<String, String> granted(CorsRules rules, String origin, String method, String headers) {
        S3Headers answer = new S3Headers();
        rules.match(origin, method, headers).ifPresent(grant -> grant.writeTo(answer));
        Map<String, String> map = new TreeMap<>();
        answer.forEach(map::put);
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, https://app.example, true", "https://app.example, https://APP.example, false",
        "https://app.example, https://app.example/, false", "https://app.example, http://app.example, false",
        "https://app.example, https://app.example:443, false",
        "*suffix, foo.suffix, true", "*suffix, suffix, true", "*suffix, foo.suffix.get, false", "prefix*, prefix.suffix, true",
        "prefix*, bla.prefix, false", "start*end, startend, true", "start*end, start12end, true", "start*end, 0start12end, false",
        "aba*aba, ababa, false", "*, anything, true", "*, null, true", "http://*.origin.com, http://test.origin.com, true"
    })
    void anOriginMatchesAPatternWithOneWildcard(String pattern, String origin, boolean matches) {
        assertEquals(matches, origin(pattern).match(origin, "GET", null).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-*, X-Amz-Date, true", "X-AMZ-*, x-amz-date, true", "content-type, Content-Type, true", "content-type, x-other, false",
        "*, 'a, b,c', true", "x-*, 'x-a, y-b', false", "*-end, 'x-end', true"
    })
    void everyRequestedHeaderMustBeAllowed(String allowed, String requested, boolean matches) {
        CorsRules rules = rules(GET + ANY + "<AllowedHeader>" + allowed + "</AllowedHeader>");

        assertEquals(matches, rules.match("o", "GET", requested).isPresent());
    }

    @Test
    void aRuleWithoutAllowedHeadersAllowsNoRequestedOnes() {
        CorsRules rules = rules(GET + ANY);

        assertFalse(rules.match("o", "GET", "x-a").isPresent());
        assertTrue(rules.match("o", "GET", "").isPresent());
        assertTrue(rules.match("o", "GET", null).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "HEAD", "get", "OPTIONS"})
    void theMethodMustBeNamed(String method) {
        assertFalse(rules(GET + ANY).match("o", method, null).isPresent());
    }

    @Test
    void theFirstRuleThatMatchesWhollyDecides() {
        CorsRules rules = rules(
                GET + "<AllowedOrigin>https://a</AllowedOrigin><AllowedHeader>x-one</AllowedHeader><MaxAgeSeconds>1</MaxAgeSeconds>",
                GET + "<AllowedOrigin>https://*</AllowedOrigin><AllowedHeader>*</AllowedHeader><MaxAgeSeconds>2</MaxAgeSeconds>",
                GET + "<AllowedMethod>PUT</AllowedMethod>" + ANY + "<MaxAgeSeconds>3</MaxAgeSeconds>");

        assertEquals("1", granted(rules, "https://a", "GET", "x-one").get("Access-Control-Max-Age"));
        assertEquals("2", granted(rules, "https://a", "GET", "x-two").get("Access-Control-Max-Age"));
        assertEquals("3", granted(rules, "https://a", "PUT", null).get("Access-Control-Max-Age"));
        assertEquals(Map.of(), granted(rules, "https://a", "PUT", "x-one"));
    }

    @Test
    void namesTheOriginAndWhatTheRuleAllows() {
        CorsRules rules = rules("<ID>one</ID>" + GET + "<AllowedMethod>PUT</AllowedMethod><AllowedOrigin>https://*.example</AllowedOrigin>"
                + "<AllowedHeader>*</AllowedHeader><MaxAgeSeconds>3000</MaxAgeSeconds><ExposeHeader>ETag</ExposeHeader>"
                + "<ExposeHeader>x-amz-request-id</ExposeHeader>");

        assertEquals(Map.of(
                "Access-Control-Allow-Origin", "https://a.example",
                "Access-Control-Allow-Credentials", "true",
                "Access-Control-Allow-Methods", "GET, PUT",
                "Access-Control-Allow-Headers", "x-b, x-a",
                "Access-Control-Expose-Headers", "ETag, x-amz-request-id",
                "Access-Control-Max-Age", "3000",
                "Vary", VARY), granted(rules, "https://a.example", "PUT", "X-B,x-a"));
    }

    @Test
    void allOriginsAreNamedByTheWildcardWithoutCredentials() {
        assertEquals(Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Methods", "GET", "Vary", VARY),
                granted(origin("*"), "https://a.example", "GET", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<CORSRule/>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>",
        "<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin><MaxAgeSeconds>x</MaxAgeSeconds></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin><MaxAgeSeconds>-1</MaxAgeSeconds></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin><Other/></CORSRule>"
    })
    void whatLacksAnElementIsMalformed(String content) {
        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () -> CorsRules.of(document(content))).code());
    }

    @Test
    void thereAreNoMoreThan100Rules() {
        String rule = "<CORSRule>" + GET + ANY + "</CORSRule>";

        CorsRules.of(document(rule.repeat(100)));
        assertEquals(S3ErrorCode.MALFORMED_XML,
                assertThrows(S3Exception.class, () -> CorsRules.of(document(rule.repeat(101)))).code());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0000', value = {
        "<AllowedMethod>OPTIONS</AllowedMethod>, Found unsupported HTTP method in CORS config. Unsupported method is OPTIONS",
        "<AllowedMethod>get</AllowedMethod>, Found unsupported HTTP method in CORS config. Unsupported method is get",
        "<AllowedOrigin>*a*</AllowedOrigin>, AllowedOrigin \"*a*\" can not have more than one wildcard.",
        "<AllowedHeader>x-*-*</AllowedHeader>, AllowedHeader \"x-*-*\" can not have more than one wildcard.",
        "<AllowedHeader>a b</AllowedHeader>, AllowedHeader \"a b\" contains invalid character.",
        "<ExposeHeader>x-*</ExposeHeader>, ExposeHeader \"x-*\" contains wildcard. We currently do not support wildcard for ExposeHeader.",
        "<ExposeHeader>a:b</ExposeHeader>, ExposeHeader \"a:b\" contains invalid character."
    })
    void whatNoRuleMaySayIsInvalid(String element, String message) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> rules(GET + ANY + element));

        assertEquals(S3ErrorCode.INVALID_REQUEST, refusal.code());
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void anIdHas255CharactersAtMost() {
        rules(GET + ANY + "<ID>" + "i".repeat(255) + "</ID>");
        assertEquals(S3ErrorCode.INVALID_ARGUMENT, assertThrows(S3Exception.class,
                () -> rules(GET + ANY + "<ID>" + "i".repeat(256) + "</ID>")).code());
    }

    @Test
    void noMoreThanAHundredHeadersAreAskedFor() {
        CorsRules rules = rules(GET + ANY + "<AllowedHeader>*</AllowedHeader>");
        String hundred = IntStream.range(0, 100).mapToObj(i -> "x-" + i).collect(Collectors.joining(","));
        assertTrue(rules.match("o", "GET", hundred).isPresent());
        assertTrue(rules.match("o", "GET", hundred + "," + hundred.toUpperCase(Locale.ROOT)).isPresent());
        assertFalse(rules.match("o", "GET", hundred + ",x-100").isPresent());
        assertEquals("x-a", granted(rules, "o", "GET", "x-a, X-A").get("Access-Control-Allow-Headers"));
    }
}
