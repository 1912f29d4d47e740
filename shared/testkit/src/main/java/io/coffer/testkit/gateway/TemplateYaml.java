package io.coffer.testkit.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** CloudFormation's YAML: a short tag such as {@code !Sub text} is read as its long form, {@code {Fn::Sub: text}}. */
final class TemplateYaml {

    private TemplateYaml() {}

    static Map<?, ?> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Object root = new Yaml(new ShortTags()).load(in);
            if (root instanceof Map<?, ?> map) {
                return map;
            }
            throw new IOException(file + " is no template");
        }
    }

    private static final class ShortTags extends SafeConstructor {

        ShortTags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String tag = node.getTag().getValue().substring(1);
                    boolean bare = tag.equals("Ref") || tag.equals("Condition");
                    return Map.of(bare ? tag : "Fn::" + tag, argument(tag, node));
                }
            });
        }

        private Object argument(String tag, Node node) {
            if (node instanceof SequenceNode list) {
                return constructSequence(list);
            }
            if (node instanceof MappingNode map) {
                return constructMapping(map);
            }
            String text = constructScalar((ScalarNode) node);
            return tag.equals("GetAtt") ? List.of(text.split("\\.", 2)) : text;
        }
    }
}
