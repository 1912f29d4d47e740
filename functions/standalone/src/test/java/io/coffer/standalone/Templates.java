package io.coffer.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The templates of an installation in AWS, as tests compare them. */
final class Templates {

    static final Path ROOT = Path.of("../..");
    private static final Path TERRAFORM = ROOT.resolve("infra/terraform");

    /** Reads CloudFormation's short tags as if they were not there: {@code !Ref X} is X, {@code !GetAtt X.Arn} is X.Arn. */
    static final JsonNode TEMPLATE = read(ROOT.resolve("template.yaml"));

    private Templates() {}

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Map.Entry<String, JsonNode>> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) node::fields).spliterator(), false);
    }

    static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node).filter(one -> !one.isMissingNode());
    }

    static Stream<String> texts(JsonNode node) {
        return elements(node).map(JsonNode::asText);
    }

    static Stream<Map.Entry<String, JsonNode>> resources(String type) {
        return fields(TEMPLATE.get("Resources")).filter(resource -> resource.getValue().path("Type").asText().equals(type));
    }

    /** What a pattern's first group finds in a text. */
    static Set<String> variables(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A file of Terraform's module. */
    static String terraform(String file) throws IOException {
        return Files.readString(TERRAFORM.resolve(file));
    }
}
