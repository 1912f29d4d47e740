package io.coffer.fallback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.MasterKey;
import io.coffer.blobs.FileBlobStore;
import io.coffer.fallback.Gateway.Answer;
import io.coffer.lambda.EventHandler;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.pipeline.RequestObserver;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import io.coffer.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What the gateway does to requests, undone: events in, answers out, through the operations of the fallback function. */
final class GatewayEventsTest {

    private static final URI STREAMING = URI.create("https://streaming.example.com");
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    Path directory;

    private final ExecutorService helpers = Executors.newCachedThreadPool();
    private OrderedTables tables;
    private Backend backend;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        Stores stores = Stores.over(tables, Clock.systemUTC());
        MasterKey masterKey = FileMasterKey.in(directory, tables).openOrMake();
        new AccountOpening(stores, masterKey, Clock.systemUTC()).openFirst(new AccessKeyPair(Gateway.ACCESS_KEY_ID, Gateway.SECRET));
        // All is encrypted, so that bytes are read as streams, as those of S3 are, rather than as regions of files.
        Behaviour behaviour = Behaviour.of(Settings.of(InstallationSettings.ALL, Map.of("COFFER_ENCRYPT", "all")));
        Backend.Settings settings = new Backend.Settings(behaviour, false, 8 << 10, AllowedRates.ANY, Admission.OF_ALL);
        backend = new Backend(settings, stores, this::blobs, masterKey.bytes(), helpers, Clock.systemUTC());
        gateway = gateway(Optional.of(STREAMING));
        assertEquals(200, sendSigned("PUT", "/bucket", NOTHING, "/bucket").status());
    }

    @AfterEach
    void close() {
        helpers.shutdownNow();
        tables.close();
    }

    private FileBlobStore blobs() {
        try {
            return FileBlobStore.open(directory.resolve("blobs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Gateway gateway(Optional<URI> streamingEndpoint) {
        return new Gateway(new EventHandler(
                backend, EveryOperation.of(backend), streamingEndpoint, Optional.empty(), RequestObserver.NONE, s3 -> s3));
    }

    private Answer sendSigned(String method, String target, byte[] body, String rawPath, String... headers) throws IOException {
        return gateway.send(Gateway.event(Gateway.signed(method, target, body, headers), body, rawPath));
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/plain, /bucket/plain",
        "/bucket/a%20b/%C3%BC%E6%97%A5%2B%26.txt, /bucket/a b/ü日+&.txt",
        "/bucket//a//..//b, /bucket//a//..//b"
    })
    void keysComeThroughWhole(String sent, String rawPath) throws IOException {
        byte[] bytes = {0, (byte) 0xe9, (byte) 0xff, '\n'};
        assertEquals(200, sendSigned("PUT", sent, bytes, rawPath).status());

        Answer read = sendSigned("GET", sent, NOTHING, rawPath);

        assertEquals(200, read.status());
        assertArrayEquals(bytes, read.body());
        assertEquals("4", read.header("content-length"));
        assertTrue(backend.stores().objects().find(bucket(), rawPath.substring("/bucket/".length())).isPresent());
    }

    private Bucket bucket() {
        return backend.stores().buckets().find("bucket").orElseThrow();
    }

    @Test
    void presignedAddressesComeThroughWhole() throws IOException {
        sendSigned("PUT", "/bucket/a%20b", "text".getBytes(UTF_8), "/bucket/a b");
        SdkHttpRequest request = Gateway.presigned("GET", "/bucket/a%20b?response-content-type=text%2Fplain%3B%20charset%3Dutf-8");

        Answer read = gateway.send(Gateway.event(request, NOTHING, "/bucket/a b"));

        assertEquals("text", read.text());
        assertEquals("text/plain; charset=utf-8", read.header("content-type"));
    }

    @Test
    void aFunctionUrlLeavesThePathEncoded() throws IOException {
        byte[] bytes = "text".getBytes(UTF_8);
        SdkHttpRequest put = Gateway.signed("PUT", "/bucket/50%25%20off", bytes);
        ObjectNode event = Gateway.event(put, bytes, "/bucket/50%25%20off");
        event.withObject("/requestContext").put("domainName", "id.lambda-url.us-east-1.on.aws");

        assertEquals(200, gateway.send(event).status());
        assertTrue(backend.stores().objects().find(bucket(), "50% off").isPresent());
    }

    @Test
    void aPercentSignThatWasDecodedOnceIsProvedByTheSignature() throws IOException {
        assertEquals(200, sendSigned("PUT", "/bucket/50%25", "text".getBytes(UTF_8), "/bucket/50%").status());
        assertTrue(backend.stores().objects().find(bucket(), "50%").isPresent());
    }

    @ParameterizedTest
    @CsvSource({"/bucket/a%2541, /bucket/aA", "/bucket/what%3Fever, /bucket/what"})
    void aPathThatWasDecodedTwiceOrCutFailsClosedAndSaysWhy(String sent, String rawPath) throws IOException {
        Answer refused = sendSigned("PUT", sent, "text".getBytes(UTF_8), rawPath);

        assertEquals(403, refused.status());
        assertTrue(refused.text().contains("<Code>SignatureDoesNotMatch</Code>"), refused::text);
        assertTrue(refused.text().contains("a key with a percent sign or a question mark cannot be reached through it; use the streaming"
                + " endpoint https://streaming.example.com"), refused::text);
        assertTrue(backend.stores().objects().find(bucket(), rawPath.substring("/bucket/".length())).isEmpty());
    }

    @Test
    void withoutASignatureNothingProvesAPercentSign() throws IOException {
        SdkHttpRequest request = Gateway.unsigned("GET", "/bucket/a%2541", NOTHING);

        Answer refused = gateway.send(Gateway.event(request, NOTHING, "/bucket/a%41"));

        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("<Code>InvalidURI</Code>"), refused::text);
    }

    @Test
    void textComesThroughWholeAsUtf8AndAsLatin1() throws IOException {
        for (Charset charset : new Charset[] {UTF_8, ISO_8859_1}) {
            byte[] body = "éà".getBytes(charset);
            ObjectNode event = Gateway.event(
                    Gateway.signed("PUT", "/bucket/text", body, "Content-Type", "text/plain"), body, "/bucket/text");
            event.put("body", "éà").put("isBase64Encoded", false);

            assertEquals(200, gateway.send(event).status(), charset::name);
            assertArrayEquals(body, sendSigned("GET", "/bucket/text", NOTHING, "/bucket/text").body());
        }
    }

    @Test
    void bytesThatTheGatewayLostAreNotStored() throws IOException {
        byte[] body = {'a', (byte) 0xe9, 'b'};
        ObjectNode event = Gateway.event(Gateway.signed("PUT", "/bucket/lost", body, "Content-Type", "text/plain"), body, "/bucket/lost");
        event.put("body", "a\uFFFDb").put("isBase64Encoded", false);

        Answer refused = gateway.send(event);

        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("<Code>InvalidRequest</Code>"), refused::text);
        assertTrue(refused.text().contains("application/octet-stream"), refused::text);
        assertTrue(backend.stores().objects().find(bucket(), "lost").isEmpty());
    }

    @Test
    void headersThatWereSignedAndDroppedAreRestored() throws IOException {
        byte[] body = "text".getBytes(UTF_8);
        SdkHttpRequest request = Gateway.signed("PUT", "/bucket/key", body,
                "Content-MD5", md5(body), "Expect", "100-continue");
        ObjectNode event = Gateway.event(request, body, "/bucket/key");
        event.withObject("/headers").remove(List.of("content-length", "content-md5", "expect"));

        assertEquals(200, gateway.send(event).status());
    }

    @Test
    void theTypeThatTheGatewayGivesAnEmptyBodyIsNotTheObjects() throws IOException {
        ObjectNode added = Gateway.event(Gateway.signed("PUT", "/bucket/added", NOTHING), NOTHING, "/bucket/added");
        added.withObject("/headers").put("content-length", "0").put("content-type", "text/plain; charset=utf-8");
        ObjectNode own = Gateway.event(
                Gateway.signed("PUT", "/bucket/own", NOTHING, "Content-Type", "text/plain; charset=utf-8"), NOTHING, "/bucket/own");

        assertEquals(200, gateway.send(added).status());
        assertEquals(200, gateway.send(own).status());

        assertEquals("binary/octet-stream", sendSigned("HEAD", "/bucket/added", NOTHING, "/bucket/added").header("content-type"));
        assertEquals("text/plain; charset=utf-8", sendSigned("HEAD", "/bucket/own", NOTHING, "/bucket/own").header("content-type"));
    }

    @Test
    void aRestoredHeaderProvesNothingByItself() throws IOException {
        byte[] body = "text".getBytes(UTF_8);
        ObjectNode event = Gateway.event(
                Gateway.signed("PUT", "/bucket/key", body, "Content-MD5", md5("other".getBytes(UTF_8))), body, "/bucket/key");
        event.withObject("/headers").remove("content-md5");

        assertTrue(gateway.send(event).text().contains("<Code>SignatureDoesNotMatch</Code>"));
    }

    @Test
    void metadataBeyondAsciiVerifiesHoweverTheGatewayReadIt() throws IOException {
        byte[] body = "text".getBytes(UTF_8);
        for (String seen : new String[] {"né", new String("né".getBytes(UTF_8), ISO_8859_1)}) {
            ObjectNode event = Gateway.event(Gateway.signed("PUT", "/bucket/key", body, "x-amz-meta-name", "né"), body, "/bucket/key");
            event.withObject("/headers").put("x-amz-meta-name", seen);

            assertEquals(200, gateway.send(event).status(), seen);
        }
    }

    @Test
    void whatAnAnswerCannotCarryIsFoundAtTheStreamingEndpoint() throws IOException {
        byte[] large = new byte[5 << 20];
        new Random(1).nextBytes(large);
        assertEquals(200, sendSigned("PUT", "/bucket/a%20large%25", large, "/bucket/a large%").status());

        SdkHttpRequest request = Gateway.signed("GET", "/bucket/a%20large%25?response-content-type=text%2Fplain", NOTHING);
        Answer redirect = gateway.send(Gateway.event(request, NOTHING, "/bucket/a large%"));

        assertEquals(307, redirect.status());
        assertTrue(redirect.text().contains("<Code>TemporaryRedirect</Code>"), redirect::text);
        assertTrue(redirect.text().contains("read it in ranges or from https://streaming.example.com<"), redirect::text);
        URI location = URI.create(redirect.header("location"));
        assertEquals("streaming.example.com", location.getHost());
        assertEquals("/bucket/a%20large%25", location.getRawPath());
        assertTrue(location.getRawQuery().startsWith("response-content-type=text%2Fplain&"));
        backend.verifier().verify(following(location, request));
        assertEquals("5242880", sendSigned("HEAD", "/bucket/a%20large%25", NOTHING, "/bucket/a large%").header("content-length"));
        byte[] range = sendSigned("GET", "/bucket/a%20large%25", NOTHING, "/bucket/a large%", "Range", "bytes=0-1048575").body();
        assertArrayEquals(Arrays.copyOf(large, 1 << 20), range);
    }

    @Test
    void aFrontThatAsksTheStreamingEndpointItselfIsToldTo() throws IOException {
        sendSigned("PUT", "/bucket/large", new byte[5 << 20], "/bucket/large");

        assertEquals(416, sendSigned("GET", "/bucket/large", NOTHING, "/bucket/large", "x-front-failover", "1").status());
        assertEquals(206,
                sendSigned("GET", "/bucket/large", NOTHING, "/bucket/large", "x-front-failover", "1", "Range", "bytes=0-9").status());
    }

    @Test
    void aPageOfAnotherOriginMayFollowTheRedirect() throws IOException {
        sendSigned("PUT", "/bucket/large", new byte[5 << 20], "/bucket/large");
        byte[] rules = """
                <CORSConfiguration><CORSRule><AllowedOrigin>https://page.example.com</AllowedOrigin>\
                <AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>""".getBytes(UTF_8);
        assertEquals(200, sendSigned("PUT", "/bucket?cors", rules, "/bucket").status());

        Answer redirect = sendSigned("GET", "/bucket/large", NOTHING, "/bucket/large", "Origin", "https://page.example.com");

        assertEquals(307, redirect.status());
        assertEquals("https://page.example.com", redirect.header("access-control-allow-origin"));
    }

    @Test
    void aRangeThatIfRangeTakesAwayIsTooLargeLikeTheWhole() throws IOException {
        byte[] large = new byte[5 << 20];
        new Random(2).nextBytes(large);
        String etag = sendSigned("PUT", "/bucket/large", large, "/bucket/large").header("etag");

        Answer same = sendSigned("GET", "/bucket/large", NOTHING, "/bucket/large", "Range", "bytes=0-9", "If-Range", etag);
        Answer other = sendSigned("GET", "/bucket/large", NOTHING, "/bucket/large", "Range", "bytes=0-9", "If-Range", "\"other\"");

        assertEquals(206, same.status());
        assertArrayEquals(Arrays.copyOf(large, 10), same.body());
        assertEquals(307, other.status());
    }

    /** The request of a client that follows a redirect: the headers it sent before, but for Host and Authorization. */
    private static S3Request following(URI location, SdkHttpRequest before) {
        S3Headers headers = new S3Headers();
        before.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        headers.set("host", location.getAuthority()).remove("authorization");
        return new S3Request("GET", location.getRawPath(), location.getRawQuery(), headers, new QueryParameters(location.getRawQuery()),
                InputStream.nullInputStream(), true, "203.0.113.7");
    }

    @Test
    void aPresignedAddressIsFollowedAsItIs() throws IOException {
        byte[] large = new byte[5 << 20];
        sendSigned("PUT", "/bucket/large", large, "/bucket/large");
        SdkHttpRequest request = Gateway.presigned("GET", "/bucket/large");

        Answer redirect = gateway.send(Gateway.event(request, NOTHING, "/bucket/large"));

        assertEquals(307, redirect.status());
        backend.verifier().verify(following(URI.create(redirect.header("location")), request));
    }

    @Test
    void withoutAStreamingEndpointTheAnswerSaysToReadRanges() throws IOException {
        byte[] large = new byte[5 << 20];
        sendSigned("PUT", "/bucket/large", large, "/bucket/large");
        gateway = gateway(Optional.empty());

        Answer refused = sendSigned("GET", "/bucket/large", NOTHING, "/bucket/large");

        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("read it in ranges"), refused::text);
    }

    @Test
    void uploadsWhosePartsCannotPassAreRefusedBeforeTheyBegin() throws IOException {
        Answer refused = sendSigned("POST", "/bucket/key?uploads", NOTHING, "/bucket/key");

        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("<Code>EntityTooLarge</Code>"), refused::text);
        assertTrue(refused.text().contains("<Endpoint>https://streaming.example.com</Endpoint>"), refused::text);
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        sendSigned("PUT", "/bucket/key", "text".getBytes(UTF_8), "/bucket/key");

        Answer head = sendSigned("HEAD", "/bucket/key", NOTHING, "/bucket/key");

        assertEquals(200, head.status());
        assertEquals("4", head.header("content-length"));
        assertEquals(0, head.body().length);
    }

    @Test
    void aTrailingSlashStillNamesTheBucket() throws IOException {
        assertTrue(sendSigned("GET", "/bucket/?list-type=2", NOTHING, "/bucket/").text().contains("<Name>bucket</Name>"));
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
