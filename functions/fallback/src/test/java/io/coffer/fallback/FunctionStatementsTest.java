package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.buckets.BucketsFunction;
import io.coffer.endpoints.TestBackend;
import io.coffer.keys.KeysFunction;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.FunctionSettings;
import io.coffer.lambda.S3Function;
import io.coffer.listings.ListingsFunction;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.multipart.MultipartFunction;
import io.coffer.objects.ObjectsFunction;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3Address.Level;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Router;
import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import io.coffer.testkit.FunctionStatement;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the functions' statements to the code: what arrives on a route is answered by the function that has the route, and what a function
 * is told by its environment it reads.
 */
final class FunctionStatementsTest {

    private static final String OTHERWISE = "$default";
    private static final Map<Level, String> PATH_STYLE =
            Map.of(Level.SERVICE, "/", Level.BUCKET, "/{bucket}", Level.OBJECT, "/{bucket}/{proxy+}");
    /** The host names the bucket, so no request is about the service. */
    private static final Map<Level, String> VIRTUAL_HOSTED = Map.of(Level.BUCKET, "/", Level.OBJECT, "/{proxy+}");

    /** The functions of S3's requests, by their modules. Whoever asks for their operations needs no clients. */
    private static final Map<String, Function<CloudClients, S3Function>> FUNCTIONS = Map.of(
            "buckets", BucketsFunction::new, "listings", ListingsFunction::new, "objects", ObjectsFunction::new,
            "multipart", MultipartFunction::new, "keys", KeysFunction::new, "fallback", FallbackFunction::new);

    private static Map<String, FunctionStatement> statements;

    @BeforeAll
    static void read() throws IOException {
        statements = FunctionStatement.readAll(Path.of(".."));
    }

    /** The operations of the function of a module. */
    private static Set<S3Operation> operations(String module) {
        Clock clock = Clock.systemUTC();
        Backend backend = TestBackend.of(Stores.over(new MemoryTables(), clock), () -> null, AllowedRates.ANY, clock);
        return FUNCTIONS.get(module).apply(null).operations(backend).stream()
                .map(Operation::name)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(S3Operation.class)));
    }

    private static Map<String, String> functionsByRoute(Function<FunctionStatement, List<String>> routes) {
        Map<String, String> functions = new TreeMap<>();
        statements.forEach((function, statement) -> routes.apply(statement).forEach(route -> functions.put(route, function)));
        return functions;
    }

    /** The rows of the router's table that would not be answered, although there is a class for the operation. */
    private static Set<String> unanswered(Map<String, String> functionsByRoute, Map<Level, String> paths) {
        Set<S3Operation> implemented = operations("fallback");
        Map<String, Set<S3Operation>> known = new TreeMap<>();
        return S3Router.routes().stream()
                .filter(row -> implemented.contains(row.operation()) && paths.containsKey(row.level()))
                .filter(row -> {
                    String route = row.method() + " " + paths.get(row.level());
                    String function = functionsByRoute.getOrDefault(route, functionsByRoute.get(OTHERWISE));
                    return !known.computeIfAbsent(function, FunctionStatementsTest::operations).contains(row.operation());
                })
                .map(row -> row.method() + " " + paths.get(row.level()) + " ?" + row.shape())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRouteLeadsToAFunctionThatKnowsItsOperations() {
        assertAll(
                () -> assertEquals(Set.of(), unanswered(functionsByRoute(FunctionStatement::routes), PATH_STYLE)),
                () -> assertEquals(Set.of(), unanswered(functionsByRoute(FunctionStatement::virtualHostedRoutes), VIRTUAL_HOSTED)));
    }

    @Test
    void aNativeExecutableOfAnotherFunctionKnowsTheOperations() {
        statements.forEach((function, statement) -> {
            if (statement.nativeExecutable() != null && !statement.staysOnJava()) {
                Set<S3Operation> missing = operations(function);
                missing.removeAll(operations(statement.nativeExecutable()));
                assertEquals(Set.of(), missing, function);
            }
        });
    }

    /** All but what no route needs: the fallback is for requests the gateway cannot tell apart, not for those nobody thought of. */
    @Test
    void whatS3SendsToItsOwnAddressesHasARouteOfItsOwn() {
        Map<String, String> functions = functionsByRoute(FunctionStatement::routes);
        Set<S3Operation> implemented = operations("fallback");
        Set<String> left = S3Router.routes().stream()
                .filter(row -> implemented.contains(row.operation()))
                .map(row -> row.method() + " " + PATH_STYLE.get(row.level()))
                .filter(route -> !functions.containsKey(route))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), left);
    }

    @Test
    void preflightsReachAFunctionOnEveryPath() {
        Set<String> routes = functionsByRoute(FunctionStatement::routes).keySet();
        Set<String> hosted = functionsByRoute(FunctionStatement::virtualHostedRoutes).keySet();

        assertAll(
                () -> assertEquals(Set.of("OPTIONS /{bucket}", "OPTIONS /{bucket}/{proxy+}"), optionsOf(routes)),
                () -> assertEquals(Set.of("OPTIONS /", "OPTIONS /{proxy+}"), optionsOf(hosted)));
    }

    private static Set<String> optionsOf(Set<String> routes) {
        return routes.stream().filter(route -> route.startsWith("OPTIONS ")).collect(Collectors.toSet());
    }

    @Test
    void functionsReadTheVariablesTheyAreGiven() {
        List<String> known = Settings.variables(FunctionSettings.ALL);
        Set<String> unread = statements.values().stream()
                .flatMap(statement -> statement.environment().stream())
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), unread);
    }

    /** The function of the console's pages has no settings of Coffer's: it reads the same variables by Quarkus' configuration. */
    @Test
    void theConsoleReadsSharedSettingsAndHasTheirDefaults() throws IOException {
        Path module = Path.of("../console/src/main");
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(module.resolve("resources/META-INF/microprofile-config.properties"))) {
            defaults.load(reader);
        }
        Map<String, Setting<?>> shared = FunctionSettings.ALL.stream().collect(Collectors.toMap(Setting::variable, Function.identity()));
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> read = new TreeMap<>();
        Matcher properties = Pattern.compile("name = \"(coffer\\.[a-z-]+)\"")
                .matcher(Files.readString(module.resolve("java/io/coffer/console/ConsoleFunction.java")));
        while (properties.find()) {
            String name = properties.group(1);
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            Setting<?> setting = Objects.requireNonNull(shared.get(variable), variable);
            expected.put(name, setting.variables().stream().skip(1).findFirst()
                    .map(other -> "${" + other + ":" + setting.standard().orElseThrow() + "}")
                    .orElse(setting.standard().orElse("")));
            read.put(name, defaults.getProperty(name, ""));
        }

        assertEquals(4, read.size());
        assertEquals(expected, read);
    }

    /** The client suite proves the others' grants sufficient, and hardly ever comes here. */
    @Test
    void theFallbackMayWhatTheOthersMayTogether() {
        FunctionStatement fallback = statements.get("fallback");
        for (String function : List.of("buckets", "listings", "objects", "multipart")) {
            FunctionStatement statement = statements.get(function);
            statement.tables().forEach((table, actions) ->
                    assertEquals(Set.of(), without(actions, fallback.tables().getOrDefault(table, List.of())), function + " " + table));
            assertEquals(Set.of(), without(statement.blobs(), fallback.blobs()), function);
            assertEquals(Set.of(), without(statement.kms(), fallback.kms()), function);
            assertEquals(Set.of(), without(statement.environment(), fallback.environment()), function);
        }
    }

    private static Set<String> without(List<String> some, List<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    /** The gateway waits for 30 seconds, a stack for 300; housekeeping runs every five minutes. */
    @Test
    void functionsEndBeforeTheirCallersGiveThemUp() {
        statements.forEach((function, statement) -> {
            boolean called = statement.routes().isEmpty() && statement.consoleRoutes().isEmpty();
            assertEquals(true, statement.timeout() < (called ? 300 : 30), function);
        });
    }
}
