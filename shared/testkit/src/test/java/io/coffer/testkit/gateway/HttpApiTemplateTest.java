package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpApiTemplateTest {

    static final Path TEMPLATE = Path.of("src/test/resources/gateway/template.yaml").toAbsolutePath();

    private static final Map<String, String> DOMAIN = Map.of("DomainName", "s3.example.com", "CertificateArn", "arn:local");

    @Test
    void aFunctionHasWhatItStatesOverWhatAllHave() throws IOException {
        FunctionTemplate objects = function("objects", Map.of("BlobBucket", "blobs-1", "TablePrefix", "t-"));
        assertEquals("ObjectsFunction", objects.logicalId());
        assertEquals(TEMPLATE.getParent().resolve("functions/objects/target/function.zip"), objects.zip());
        assertEquals("java21", objects.runtime());
        assertEquals("io.coffer.testkit.gateway.TestHandler::handleRequest", objects.handler());
        assertEquals(256, objects.memory());
        assertEquals(Duration.ofSeconds(5), objects.timeout());
        assertEquals(Map.of("TABLE_PREFIX", "t-", "BLOB_BUCKET", "blobs-1", "KEY", "Key.Arn", "JOINED", "a-b",
                "BLOBS", "arn:aws:s3:::blobs-1/${literal}"), objects.environment());
        assertEquals(Duration.ofSeconds(29), function("buckets", Map.of()).timeout());
    }

    @Test
    void aZipThatIsNoModulesLeavesTheLogicalIdForAName() throws IOException {
        assertEquals(TEMPLATE.resolveSibling("elsewhere.zip"), function("FallbackFunction", Map.of()).zip());
    }

    @Test
    void conditionsDecideWhatThereIs() throws IOException {
        assertEquals(List.of("buckets", "objects", "FallbackFunction"), names(HttpApiTemplate.read(TEMPLATE, Map.of())));
        assertEquals(List.of("buckets", "objects", "FallbackFunction", "leftout"), names(HttpApiTemplate.read(TEMPLATE, DOMAIN)));
        assertEquals("*.s3.example.com", function("objects", DOMAIN).environment().get("DOMAIN"));
        assertEquals("java25", function("objects", DOMAIN).runtime());
    }

    @Test
    void routesAndThrottlesAreTheApis() throws IOException {
        HttpApiTemplate template = HttpApiTemplate.read(TEMPLATE, Map.of("ThrottleBurst", "7"));
        HttpApiTemplate.Api pathStyle = template.apis().get(0);
        assertEquals(List.of("GET /", "PUT /{bucket}", "ANY /{bucket}/{key+}", "$default"),
                pathStyle.routes().all().stream().map(Route::key).toList());
        assertEquals("FallbackFunction", pathStyle.routes().find("GET", "/b").orElseThrow().route().function());
        assertEquals(Optional.of(100.0), pathStyle.rate());
        assertEquals(Optional.of(7), pathStyle.burst());
        assertTrue(pathStyle.hasDefaultEndpoint());
        HttpApiTemplate.Api hosted = template.apis().get(1);
        assertEquals(List.of("GET /{key+}"), hosted.routes().all().stream().map(Route::key).toList());
        assertFalse(hosted.hasDefaultEndpoint());
    }

    @Test
    void aWildcardsHostsAreThoseBelowIt() throws IOException {
        HttpApiTemplate.Api hosted = HttpApiTemplate.read(TEMPLATE, DOMAIN).apis().get(1);
        assertTrue(hosted.isHostedAt("bucket.s3.example.com"));
        assertTrue(hosted.isHostedAt("a.bucket.s3.example.com"));
        assertFalse(hosted.isHostedAt("s3.example.com"));
        assertFalse(hosted.isHostedAt("bucket.example.com"));
        assertFalse(HttpApiTemplate.read(TEMPLATE, DOMAIN).apis().get(0).isHostedAt("bucket.s3.example.com"));
        assertFalse(HttpApiTemplate.read(TEMPLATE, Map.of()).apis().get(1).isHostedAt("bucket.s3.example.com"));
    }

    private static List<String> names(HttpApiTemplate template) {
        return template.functions().stream().map(FunctionTemplate::name).toList();
    }

    private static FunctionTemplate function(String name, Map<String, String> given) throws IOException {
        return HttpApiTemplate.read(TEMPLATE, given).functions().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }
}
