package io.coffer.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What Helm itself makes of the chart. No cluster is asked. */
class HelmChartTest {

    private static final Path CHART = Path.of("../helm/coffer").toAbsolutePath().normalize();
    private static final String EVERYTHING = """
            credentials: {existingSecret: own-pair}
            tls: {existingSecret: own-certificate}
            env: {COFFER_REQUESTS_PER_SECOND: 100}
            persistence: {storageClass: fast, size: 5Gi}
            ingress:
              enabled: true
              className: nginx
              hosts: [s3.example.com, "*.s3.example.com"]
              tls: [{hosts: [s3.example.com], secretName: own-certificate}]
            networkPolicy: {enabled: true, from: [{namespaceSelector: {}}], egress: [{to: [{podSelector: {}}]}]}
            imagePullSecrets: [{name: registry}]
            nodeSelector: {disk: ssd}
            tolerations: [{operator: Exists}]
            affinity: {nodeAffinity: {}}
            podAnnotations: {a: b}
            """;

    @TempDir
    Path directory;

    /** With a pair: to generate one, the chart asks the cluster for that of an earlier release. Linting renders it without a cluster. */
    private static TemplateCommand template() {
        return new Helm(CHART).template().withName("release").withNamespace("storage")
                .set("credentials.accessKey", "coffertour").set("credentials.secretKey", "coffertoursecret");
    }

    private String withEverything() throws IOException {
        Path values = Files.writeString(directory.resolve("values.yaml"), EVERYTHING);
        return template().withValuesFile(values).call();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> resources(String documents, String kind) {
        return StreamSupport.stream(new Yaml().loadAll(documents).spliterator(), false)
                .filter(document -> document != null)
                .map(document -> (Map<String, Object>) document)
                .filter(resource -> kind.equals(resource.get("kind")))
                .toList();
    }

    /** What is at a path such as {@code spec/containers/0/env}. */
    private static Object at(Object node, String path) {
        Object found = node;
        for (String step : path.split("/")) {
            found = found instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    @Test
    void helmFindsNothingToMend() {
        LintResult result = new Helm(CHART).lint().strict().call();
        assertFalse(result.isFailed(), () -> result.getMessages().toString());
    }

    @Test
    void onePodRunsAsItsUserOnAReadOnlyRoot() {
        List<Map<String, Object>> sets = resources(template().call(), "StatefulSet");
        assertEquals(1, sets.size());
        Object spec = at(sets.get(0), "spec");
        assertEquals(1, at(spec, "replicas"));
        assertEquals(10_001, at(spec, "template/spec/securityContext/runAsUser"));
        assertEquals(true, at(spec, "template/spec/securityContext/runAsNonRoot"));
        assertEquals(false, at(spec, "template/spec/enableServiceLinks"));
        Object container = at(spec, "template/spec/containers/0");
        assertEquals(true, at(container, "securityContext/readOnlyRootFilesystem"));
        assertEquals(List.of("ALL"), at(container, "securityContext/capabilities/drop"));
        assertEquals("/_health/ready", at(container, "readinessProbe/httpGet/path"));
        assertEquals("/_health/live", at(container, "livenessProbe/httpGet/path"));
        assertEquals("100Gi", at(spec, "volumeClaimTemplates/0/spec/resources/requests/storage"));
    }

    @Test
    void thePairIsInASecretUnlessOneExists() throws Exception {
        assertEquals("Y29mZmVydG91cg==", at(resources(template().call(), "Secret").get(0), "data/COFFER_ACCESS_KEY"));
        String existing = withEverything();
        assertEquals(List.of(), resources(existing, "Secret"));
        assertEquals("own-pair", at(resources(existing, "StatefulSet").get(0), "spec/template/spec/containers/0/envFrom/0/secretRef/name"));
    }

    @Test
    void anIngressPassesBodiesOnAsTheyCome() throws Exception {
        assertEquals(List.of(), resources(template().call(), "Ingress"));
        Map<String, Object> ingress = resources(withEverything(), "Ingress").get(0);
        Map<?, ?> annotations = (Map<?, ?>) at(ingress, "metadata/annotations");
        assertEquals("0", annotations.get("nginx.ingress.kubernetes.io/proxy-body-size"));
        assertEquals("off", annotations.get("nginx.ingress.kubernetes.io/proxy-request-buffering"));
        assertEquals("*.s3.example.com", at(ingress, "spec/rules/1/host"));
    }

    @Test
    void aNetworkPolicyLetsNothingOutUnlessAsked() throws Exception {
        assertEquals(List.of(), resources(template().call(), "NetworkPolicy"));
        String closed = template().set("networkPolicy.enabled", true).call();
        assertEquals(List.of(), at(resources(closed, "NetworkPolicy").get(0), "spec/egress"));
        assertEquals(1, ((List<?>) at(resources(withEverything(), "NetworkPolicy").get(0), "spec/egress")).size());
    }

    @Test
    void everyValueIsUsed() throws IOException {
        StringBuilder templates = new StringBuilder();
        try (Stream<Path> files = Files.list(CHART.resolve("templates"))) {
            for (Path file : files.toList()) {
                templates.append(Files.readString(file));
            }
        }
        List<String> unused = new ArrayList<>();
        Map<String, Object> values = new Yaml().load(Files.readString(CHART.resolve("values.yaml")));
        values.forEach((name, value) -> {
            boolean isGroup = value instanceof Map<?, ?> group && !group.isEmpty() && !name.equals("resources");
            List<String> paths = isGroup
                    ? ((Map<?, ?>) value).keySet().stream().map(key -> name + "." + key).toList()
                    : List.of(name);
            paths.stream().filter(path -> !templates.toString().contains(".Values." + path)).forEach(unused::add);
        });
        assertEquals(List.of(), unused);
        assertTrue(values.size() > 10);
    }

    @Test
    void theChartIsOfThisVersion() throws IOException {
        Map<String, Object> chart = new Yaml().load(Files.readString(CHART.resolve("Chart.yaml")));
        String pom = Files.readString(Path.of("../../pom.xml"));
        assertTrue(pom.contains("<version>" + chart.get("appVersion") + "</version>"));
        assertEquals(chart.get("appVersion").toString().replace("-SNAPSHOT", ""), chart.get("version"));
    }
}
