package io.coffer.testkit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a function says about itself in its {@code function.yaml}.
 *
 * @param memory in MB
 * @param timeout in seconds
 * @param nativeExecutable the function whose native executable serves it; null if it has its own, {@code none} if it stays on Java
 * @param schedule as EventBridge writes it, such as {@code rate(5 minutes)}; null for functions that requests call
 * @param routes of the path-style API, such as {@code GET /{bucket}}
 * @param virtualHostedRoutes of the API whose host names the bucket
 * @param consoleRoutes of the console's own API
 * @param tables DynamoDB's actions by the table's suffix, in the file's order
 * @param blobs S3's actions on the bucket of blobs
 * @param kms actions on the key that wraps the master key
 * @param secret Secrets Manager's actions on the secret of the first access key pair; of the one function that is called once
 * @param environment the variables it is given
 */
public record FunctionStatement(
        String description,
        int memory,
        int timeout,
        @JsonProperty("native") String nativeExecutable,
        String schedule,
        List<String> routes,
        List<String> virtualHostedRoutes,
        List<String> consoleRoutes,
        Map<String, List<String>> tables,
        List<String> blobs,
        List<String> kms,
        List<String> secret,
        List<String> environment) {

    private static final String FILE = "function.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public FunctionStatement {
        routes = orNone(routes);
        virtualHostedRoutes = orNone(virtualHostedRoutes);
        consoleRoutes = orNone(consoleRoutes);
        tables = tables == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        blobs = orNone(blobs);
        kms = orNone(kms);
        secret = orNone(secret);
        environment = orNone(environment);
    }

    /** Whether it runs on Java, also if the others are native executables. */
    public boolean staysOnJava() {
        return "none".equals(nativeExecutable);
    }

    private static List<String> orNone(List<String> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** @throws IOException if the file is missing, or says something this record does not know */
    public static FunctionStatement read(Path file) throws IOException {
        return YAML.readValue(file.toFile(), FunctionStatement.class);
    }

    /** The statements of the modules directly below a directory, by module. */
    public static Map<String, FunctionStatement> readAll(Path directory) throws IOException {
        Map<String, FunctionStatement> statements = new TreeMap<>();
        try (Stream<Path> modules = Files.list(directory)) {
            for (Path module : modules.filter(path -> Files.exists(path.resolve(FILE))).toList()) {
                statements.put(module.getFileName().toString(), read(module.resolve(FILE)));
            }
        }
        return statements;
    }
}
