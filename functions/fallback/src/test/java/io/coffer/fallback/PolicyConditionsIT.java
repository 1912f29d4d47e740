package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.TestServer;
import io.coffer.endpoints.TlsClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions of bucket policies on how and by whom a request is sent. */
@OneGatewayStyle
final class PolicyConditionsIT extends PolicyClientTest {

    private static final String NO_PLAIN_HTTP = "there is no plain HTTP before a gateway";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'IpAddress':{'aws:SourceIp':['127.0.0.0/8','::1']} | 200",
        "'IpAddress':{'aws:SourceIp':'192.0.2.0/24'} | 403",
        "'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'} | 200",
        "'Bool':{'aws:SecureTransport':'false'} | 200",
        "'Bool':{'aws:SecureTransport':'true'} | 403",
        "'StringLike':{'aws:Referer':'http://example.com/*'} | 200",
        "'StringLike':{'aws:Referer':'http://example.org/*'} | 403",
        "'StringEquals':{'aws:UserAgent':'curl/8'} | 200",
        "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'} | 200",
        "'DateLessThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'} | 403",
        "'NumericGreaterThan':{'aws:EpochTime':'1577836800'} | 200",
        "'Null':{'aws:PrincipalAccount':'true'} | 200",
        "'Null':{'s3:authType':'false'} | 403",
        "'StringEquals':{'s3:ResourceAccount':'000000000000'} | 200",
    })
    void conditionsOfAnonymousRequests(String condition, int status) {
        if (condition.contains("SecureTransport")) {
            requireDirect(NO_PLAIN_HTTP);
        }
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", condition));
        assertEquals(status, raw("GET", "/" + bucket + "/a")
                .header("Referer", "http://example.com/page")
                .header("User-Agent", "curl/8")
                .send().statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'StringEquals':{'aws:PrincipalAccount':'111122223333'} | true",
        "'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:root'} | true",
        "'StringEquals':{'aws:userid':'111122223333'} | true",
        "'StringEquals':{'s3:authType':'REST-HEADER','s3:signatureversion':'AWS4-HMAC-SHA256'} | true",
        "'StringEquals':{'s3:authType':'REST-QUERY-STRING'} | false",
        "'NumericLessThan':{'s3:signatureAge':'600000'} | true",
        "'NumericGreaterThan':{'s3:signatureAge':'600000'} | false",
        "'Bool':{'aws:SecureTransport':'true'} | false",
    })
    void conditionsOfSignedRequests(String condition, boolean allowed) {
        if (condition.contains("SecureTransport")) {
            requireDirect(NO_PLAIN_HTTP);
        }
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", condition));
        if (allowed) {
            assertEquals("a", other.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        } else {
            assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        }
    }

    @Test
    void plainHttpMayBeDenied() throws Exception {
        requireDirect(NO_PLAIN_HTTP);
        requireServer("speaks TLS");
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket,
                statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", ""),
                statement("Deny", EVERYONE, "'s3:*'", bucket, "", "'Bool':{'aws:SecureTransport':'false'}", "/*"));
        assertEquals(403, anonymous("GET", bucket, "a"));
        HttpRequest overTls = HttpRequest.newBuilder(server.tlsOrigin().resolve("/" + bucket + "/a")).build();
        assertEquals(200, TlsClient.trusting(server.authority()).send(overTls, BodyHandlers.discarding()).statusCode());
    }

    @Test
    void presignedAddressesMayBeHeldShorterThanTheirSignersMeant() {
        String bucket = bucket();
        put(bucket, "a", "a");
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        var address = raw("GET", "/" + bucket + "/a").presigned(Duration.ofHours(1), earlier);
        assertEquals(200, RawRequest.of("GET", address).send().statusCode());
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:GetObject'", bucket, "/*",
                "'StringEquals':{'s3:authType':'REST-QUERY-STRING'},'NumericGreaterThan':{'s3:signatureAge':'60000'}"));
        assertEquals(403, RawRequest.of("GET", address).send().statusCode());
        assertEquals("a", text(bucket, "a"));
    }

    @Test
    void howARequestIsSignedIsWhatWasVerified() {
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:GetObject'", bucket, "/*",
                "'StringNotEquals':{'s3:authType':'REST-HEADER'}"));
        var presigned = raw("GET", "/" + bucket + "/a").presigned(Duration.ofHours(1), Clock.systemUTC());
        assertEquals(403, RawRequest.of("GET", presigned).send().statusCode());
        assertEquals(403, RawRequest.of("GET", presigned).header("Authorization", "").send().statusCode());
        assertEquals("a", text(bucket, "a"));
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:GetObject'", bucket, "/*", "'NumericGreaterThan':{'s3:signatureAge':'60000'}"));
        String now = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now());
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        assertEquals(403, raw("GET", "/" + bucket + "/a?X-Amz-Date=" + now).signed(TestServer.CREDENTIALS, earlier).send().statusCode());
    }

    @Test
    void aConditionIsMetByNoKeyOfAnotherAction() {
        String bucket = bucket();
        put(bucket, "secret", "secret");
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:*'", bucket, "", "'StringLike':{'s3:prefix':'public/*'}", "/*"));
        assertEquals(200, raw("GET", "/" + bucket + "?prefix=public/").send().statusCode());
        assertEquals(403, anonymous("GET", bucket, "secret?prefix=public/"));
        assertEquals(403, anonymous("PUT", bucket, "planted?prefix=public/"));
        assertEquals(403, raw("PUT", "/" + bucket + "?acl&prefix=public/").header("x-amz-acl", "public-read-write").send().statusCode());
        assertEquals(403, anonymous("GET", bucket, "missing?prefix=public/"));
    }

    @Test
    void listingsMayBeConfinedToAPrefix() {
        String bucket = bucket();
        put(bucket, "home/other/a", "a");
        putPolicy(bucket, statement("Allow", OTHER, "['s3:ListBucket','s3:ListBucketVersions']", bucket, "",
                "'StringLike':{'s3:prefix':['home/other/*','shared/*']},'NumericLessThanEquals':{'s3:max-keys':'10'}"));
        assertEquals(1, other.listObjectsV2(r -> r.bucket(bucket).prefix("home/other/").maxKeys(10)).keyCount());
        assertEquals(1, other.listObjectVersions(r -> r.bucket(bucket).prefix("home/other/").maxKeys(1)).versions().size());
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).prefix("home/other/").maxKeys(11)));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).prefix("home/other/")));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).prefix("home/").maxKeys(10)));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).maxKeys(10)));
    }
}
