package io.coffer.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.testkit.gateway.FunctionTemplate;
import io.coffer.testkit.gateway.HttpApiTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulator reads of Coffer's own template what the template means. */
class TemplateRoutesTest {

    private static HttpApiTemplate template;

    @BeforeAll
    static void read() throws IOException {
        template = HttpApiTemplate.read(Path.of("../../template.yaml"),
                Map.of("DomainName", "s3.example.com", "CertificateArn", "arn:local", "BlobBucket", "blobs"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, buckets",
        "PUT, /b, buckets",
        "GET, /b, listings",
        "POST, /b, objects",
        "PUT, /b/k/l, objects",
        "GET, /b//, objects",
        "POST, /b/k, multipart",
        "GET, /b/, fallback",
        "PATCH, /b/k, fallback",
        "POST, /, keys",
    })
    void inPathStyle(String method, String path, String function) {
        assertEquals(function, api("PathStyleApi").routes().find(method, path).orElseThrow().route().function());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, listings",
        "PUT, /, buckets",
        "POST, /, objects",
        "GET, /k, objects",
        "PUT, /k/, objects",
        "POST, /k, multipart",
        "PATCH, /k, fallback",
    })
    void inVirtualHostedStyle(String method, String path, String function) {
        assertEquals(function, api("VirtualHostedApi").routes().find(method, path).orElseThrow().route().function());
    }

    @Test
    void theConsoleSharesNoApiWithS3() {
        assertEquals("console", api("ConsoleApi").routes().find("GET", "/").orElseThrow().route().function());
        assertEquals("listings", api("PathStyleApi").routes().find("GET", "/_console").orElseThrow().route().function());
        assertEquals(Map.of("endpoint", "https://s3.example.com"), api("ConsoleApi").stageVariables());
        assertTrue(template.functions().stream()
                .filter(function -> !List.of("console", "housekeeping", "setup").contains(function.name()))
                .allMatch(function -> function.environment().containsKey("COFFER_CONSOLE_URL")));
    }

    @Test
    void throttledAndNamed() {
        for (HttpApiTemplate.Api api : template.apis()) {
            assertEquals(Optional.of(200.0), api.rate());
            assertEquals(Optional.of(400), api.burst());
        }
        assertEquals(Optional.of("s3.example.com"), api("PathStyleApi").domainName());
        assertEquals(Optional.of("*.s3.example.com"), api("VirtualHostedApi").domainName());
    }

    @Test
    void functionsAreModules() {
        assertEquals(List.of("buckets", "console", "fallback", "housekeeping", "keys", "listings", "multipart", "objects", "setup"),
                template.functions().stream().map(FunctionTemplate::name).toList());
        FunctionTemplate objects = template.functions().get(7);
        assertEquals("blobs", objects.environment().get("COFFER_BLOB_BUCKET"));
        assertEquals("s3.example.com", objects.environment().get("COFFER_DOMAIN"));
        assertTrue(objects.timeout().toSeconds() < 30, "the gateway would give up before the function");
    }

    private static HttpApiTemplate.Api api(String id) {
        return template.apis().stream().filter(api -> api.logicalId().equals(id)).findFirst().orElseThrow();
    }
}
