package io.coffer.standalone;

import static io.coffer.standalone.Templates.ROOT;
import static io.coffer.standalone.Templates.TEMPLATE;
import static io.coffer.standalone.Templates.elements;
import static io.coffer.standalone.Templates.fields;
import static io.coffer.standalone.Templates.resources;
import static io.coffer.standalone.Templates.terraform;
import static io.coffer.standalone.Templates.texts;
import static io.coffer.standalone.Templates.variables;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.tables.Table;
import io.coffer.settings.Settings;
import io.coffer.standalone.server.ServeSettings;
import io.coffer.testkit.FunctionStatement;
import io.coffer.testkit.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Holds template.yaml to the statements of the functions ({@code functions/*}{@code /function.yaml}) and to the code, and infra/terraform,
 * which reads routes, permissions and tables from those statements itself, to template.yaml in what is left. Alarms, dashboards and
 * gradual deployments are {@link TemplateObservationTest}'s.
 */
class TemplateTest {

    private static final Pattern MODULE = Pattern.compile("functions/([a-z]+)/target/function\\.zip");
    private static final Set<String> BUCKET_ACTIONS = Set.of("ListBucket", "ListBucketMultipartUploads");
    /** The one function that probes the stores is the container's: it writes an empty blob and removes it. */
    private static final Set<String> PROBED = Set.of("s3:PutObject", "s3:DeleteObject");

    private static final Map<String, FunctionStatement> STATEMENTS = statements();

    private static Map<String, FunctionStatement> statements() {
        try {
            return FunctionStatement.readAll(ROOT.resolve("functions"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The functions' properties by the module of their code. */
    private static Map<String, JsonNode> functions() {
        Map<String, JsonNode> functions = new TreeMap<>();
        resources("AWS::Serverless::Function").map(resource -> resource.getValue().get("Properties")).forEach(properties -> {
            Matcher module = MODULE.matcher(properties.get("CodeUri").asText());
            assertEquals(true, module.matches(), "CodeUri " + properties.get("CodeUri"));
            functions.put(module.group(1), properties);
        });
        return functions;
    }

    private static <T> Map<String, T> stated(Function<FunctionStatement, T> what) {
        return STATEMENTS.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, statement -> what.apply(statement.getValue()), (one, other) -> one, TreeMap::new));
    }

    private static <T> Map<String, T> templated(Function<JsonNode, T> what) {
        return functions().entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, function -> what.apply(function.getValue()), (one, other) -> one, TreeMap::new));
    }

    /** Says of what differs only that. */
    private static void requireSame(Set<String> stated, Set<String> templated) {
        Set<String> missing = new TreeSet<>(stated);
        missing.removeAll(templated);
        Set<String> unstated = new TreeSet<>(templated);
        unstated.removeAll(stated);
        assertAll(
                () -> assertEquals(Set.of(), missing, "missing in the template"),
                () -> assertEquals(Set.of(), unstated, "in the template alone"));
    }

    private static void requireSame(Map<String, Set<String>> stated, Map<String, Set<String>> templated) {
        requireSame(lines(stated), lines(templated));
    }

    private static Set<String> lines(Map<String, Set<String>> byFunction) {
        return byFunction.entrySet().stream()
                .flatMap(function -> function.getValue().stream().map(value -> function.getKey() + ": " + value))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sorted(Collection<String> values) {
        return new TreeSet<>(values);
    }

    private static Set<String> routes(JsonNode function, String api) {
        return fields(function.path("Events"))
                .map(event -> event.getValue().get("Properties"))
                .filter(properties -> properties.path("ApiId").asText().equals(api))
                .map(properties -> properties.get("Path").asText().equals("$default")
                        ? "$default"
                        : properties.get("Method").asText() + " " + properties.get("Path").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyFunctionHasTheRoutesOfItsStatement() {
        assertAll(
                () -> requireSame(stated(statement -> sorted(statement.routes())),
                        templated(function -> routes(function, "PathStyleApi"))),
                () -> requireSame(stated(statement -> sorted(statement.virtualHostedRoutes())),
                        templated(function -> routes(function, "VirtualHostedApi"))),
                () -> requireSame(stated(statement -> sorted(statement.consoleRoutes())),
                        templated(function -> routes(function, "ConsoleApi"))));
    }

    /** In a function's permission SAM puts an asterisk for a greedy variable only if that is called proxy. */
    @Test
    void greedyVariablesAreCalledWhatSamKnows() {
        Set<String> greedy = STATEMENTS.values().stream()
                .flatMap(statement -> Stream.concat(statement.routes().stream(), statement.virtualHostedRoutes().stream()))
                .flatMap(route -> variables("\\{([^}]+\\+)}", route).stream())
                .collect(Collectors.toSet());

        assertEquals(Set.of("proxy+"), greedy);
    }

    @Test
    void noRouteHasTwoFunctions() {
        List<String> routes = STATEMENTS.values().stream().flatMap(statement -> statement.routes().stream()).toList();
        List<String> hosted = STATEMENTS.values().stream().flatMap(statement -> statement.virtualHostedRoutes().stream()).toList();

        assertAll(
                () -> assertEquals(routes.stream().sorted().toList(), List.copyOf(sorted(routes))),
                () -> assertEquals(hosted.stream().sorted().toList(), List.copyOf(sorted(hosted))));
    }

    @Test
    void everyFunctionHasMemoryTimeoutAndScheduleOfItsStatement() {
        JsonNode defaults = TEMPLATE.at("/Globals/Function");

        assertAll(
                () -> assertEquals(stated(FunctionStatement::description), templated(function -> function.get("Description").asText())),
                () -> assertEquals(stated(FunctionStatement::memory), templated(function -> function.get("MemorySize").asInt())),
                () -> assertEquals(stated(FunctionStatement::timeout), templated(function ->
                        function.path("Timeout").asInt(defaults.get("Timeout").asInt()))),
                () -> assertEquals(stated(statement -> String.valueOf(statement.schedule())), templated(function ->
                        function.at("/Events/Schedule/Properties/Schedule").asText("null"))));
    }

    private static Set<String> environment(JsonNode function) {
        return Stream.of(TEMPLATE.at("/Globals/Function"), function)
                .flatMap(properties -> fields(properties.at("/Environment/Variables")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyFunctionHasTheEnvironmentOfItsStatement() {
        requireSame(stated(statement -> sorted(statement.environment())), templated(TemplateTest::environment));
    }

    /** {@code action on resource}, for each of both, in a policy's statements. */
    private static Set<String> grants(JsonNode statements) {
        return elements(statements)
                .peek(statement -> assertEquals("Allow", statement.get("Effect").asText()))
                .flatMap(statement -> texts(statement.get("Action"))
                        .flatMap(action -> texts(statement.get("Resource")).map(resource -> action + " on " + resource)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String resource(String tableSuffix) {
        return Arrays.stream(tableSuffix.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining()) + "Table";
    }

    private static Set<String> grants(FunctionStatement statement) {
        Set<String> grants = new TreeSet<>();
        statement.tables().forEach((table, actions) ->
                actions.forEach(action -> grants.add("dynamodb:" + action + " on " + resource(table) + ".Arn")));
        statement.blobs().forEach(action -> grants.add("s3:" + action
                + (BUCKET_ACTIONS.contains(action) ? " on BlobBucket.Arn" : " on ${BlobBucket.Arn}/${BlobPrefix}*")));
        statement.kms().forEach(action -> grants.add("kms:" + action + " on Key.Arn"));
        statement.secret().forEach(action -> grants.add("secretsmanager:" + action + " on FirstKeysSecret"));
        return grants;
    }

    @Test
    void everyFunctionMayDoWhatItsStatementSaysAndNothingElse() {
        requireSame(stated(TemplateTest::grants), templated(function -> grants(function.at("/Policies/0/Statement"))));
        assertEquals(stated(statement -> grants(statement).isEmpty() ? 0 : 1), templated(function -> function.path("Policies").size()));
    }

    @Test
    void theContainerMayDoWhatAllFunctionsMayThatAreNotCalledOnce() {
        Set<String> all = STATEMENTS.values().stream()
                .filter(statement -> statement.secret().isEmpty())
                .flatMap(statement -> grants(statement).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        PROBED.forEach(action -> all.add(action + " on ${BlobBucket.Arn}/${BlobPrefix}*"));

        requireSame(all, grants(TEMPLATE.at("/Resources/StreamingRole/Properties/Policies/0/PolicyDocument/Statement")));
    }

    /** What DynamoDbTables makes, by suffix, in the words of the template. */
    private static Map<String, String> keysOfTheCode() {
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
            DynamoDbTables.createTables(dynamoDb.client(), "");
            return Arrays.stream(Table.values()).collect(Collectors.toMap(Table::suffix, table -> {
                TableDescription made = dynamoDb.client().describeTable(request -> request.tableName(table.suffix())).table();
                return keys(
                        made.keySchema().stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()),
                        made.attributeDefinitions().stream().map(key -> key.attributeName() + " " + key.attributeTypeAsString()))
                        + made.billingModeSummary().billingModeAsString();
            }));
        }
    }

    private static String keys(Stream<String> schema, Stream<String> attributes) {
        return schema.toList() + " " + attributes.sorted().toList() + " ";
    }

    @Test
    void tablesHaveTheKeysThatTheCodeMakes() {
        Map<String, String> tables = resources("AWS::DynamoDB::Table")
                .map(Map.Entry::getValue)
                .collect(Collectors.toMap(
                        table -> table.at("/Properties/TableName").asText().replace("${TablePrefix}", ""),
                        table -> keys(
                                elements(table.at("/Properties/KeySchema"))
                                        .map(key -> key.get("AttributeName").asText() + " " + key.get("KeyType").asText()),
                                elements(table.at("/Properties/AttributeDefinitions"))
                                        .map(key -> key.get("AttributeName").asText() + " " + key.get("AttributeType").asText()))
                                + table.at("/Properties/BillingMode").asText()));

        assertEquals(new TreeMap<>(keysOfTheCode()), new TreeMap<>(tables));
    }

    @Test
    void tablesAreNamedAfterTheirResourcesAndKeptSafe() {
        resources("AWS::DynamoDB::Table").forEach(resource -> {
            JsonNode table = resource.getValue();
            String suffix = table.at("/Properties/TableName").asText().replace("${TablePrefix}", "");
            assertAll(
                    () -> assertEquals(resource(suffix), resource.getKey()),
                    () -> assertEquals("RetainExceptOnCreate", table.get("DeletionPolicy").asText(), suffix),
                    () -> assertEquals("Retain", table.get("UpdateReplacePolicy").asText(), suffix),
                    () -> assertEquals("DeletionProtection", table.at("/Properties/DeletionProtectionEnabled").asText(), suffix),
                    () -> assertEquals(true, table.at("/Properties/SSESpecification/SSEEnabled").asBoolean(), suffix),
                    () -> assertEquals(true, table.at(
                            "/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean(), suffix));
        });
    }

    /** A first deployment that fails takes back what it made, so that the next one finds its names free; later nothing is lost. */
    @Test
    void whatOutlivesTheStackDoesNotOutliveAFailedFirstDeployment() {
        Map<String, String> policies = fields(TEMPLATE.get("Resources"))
                .filter(resource -> resource.getValue().has("UpdateReplacePolicy"))
                .collect(Collectors.toMap(Map.Entry::getKey, resource -> resource.getValue().path("DeletionPolicy").asText()));

        assertEquals(Set.of("RetainExceptOnCreate"), Set.copyOf(policies.values()));
        assertTrue(policies.keySet().containsAll(Set.of("BlobBucket", "Key", "FirstKeysSecret", "AccountsTable")), policies::toString);
        assertEquals("false", TEMPLATE.at("/Parameters/DeletionProtection/Default").asText());
    }

    /** Enter at a question of SAM's, or no question at all, deploys something that works. */
    @Test
    void everyParameterHasADefault() {
        fields(TEMPLATE.get("Parameters")).forEach(parameter -> assertTrue(parameter.getValue().has("Default"), parameter.getKey()));
    }

    /** The master key is there before a snapshot is taken of a function that needs it. */
    @Test
    void functionsThatReadTheMasterKeyWaitForIt() {
        Set<String> waiting = resources("AWS::Serverless::Function")
                .filter(function -> function.getValue().path("DependsOn").asText().equals("FirstKeys"))
                .map(function -> function.getValue().at("/Properties/CodeUri").asText())
                .collect(Collectors.toSet());
        Set<String> reading = STATEMENTS.entrySet().stream()
                .filter(statement -> statement.getValue().kms().equals(List.of("Decrypt")))
                .map(statement -> "functions/" + statement.getKey() + "/target/function.zip")
                .collect(Collectors.toSet());

        assertEquals(reading, waiting);
    }

    /** Whatever Packaging says: a first deployment does not depend on an executable of a function that runs once. */
    @Test
    void aFunctionThatStaysOnJavaHasItsRuntimeWithNativePackagesToo() throws IOException {
        Set<String> stated = STATEMENTS.entrySet().stream()
                .filter(statement -> statement.getValue().staysOnJava())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<String, String> templated = new TreeMap<>(templated(function -> function.path("Runtime").asText()));
        templated.values().removeIf(String::isEmpty);

        assertEquals(Set.of("setup"), stated);
        assertEquals(Map.of("setup", TEMPLATE.at("/Globals/Function/Runtime/2").asText()), templated);
        assertEquals(TEMPLATE.at("/Globals/Function/Handler/2").asText(), functions().get("setup").path("Handler").asText());
        assertEquals(Set.of("each.key"),
                variables("(?m)^  (?:runtime|handler) += local\\.is_native\\[([^]]+)]", terraform("functions.tf")));
        assertEquals(Set.of("none"),
                variables("is_native = .*try\\(function\\.native, \"\"\\) != \"([^\"]+)\"", terraform("functions.tf")));
    }

    @Test
    void statementsNameEveryTableThatTerraformIsToMake() {
        Set<String> stated = STATEMENTS.values().stream()
                .flatMap(statement -> statement.tables().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Arrays.stream(Table.values()).map(Table::suffix).collect(Collectors.toCollection(TreeSet::new)), stated);
    }

    private static Set<String> streamingVariables() {
        return elements(TEMPLATE.at("/Resources/StreamingTask/Properties/ContainerDefinitions/0/Environment"))
                .map(variable -> variable.get("Name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theServerKnowsTheVariablesOfTheContainer() {
        Set<String> unknown = streamingVariables();
        Settings.variables(ServeSettings.ALL).forEach(unknown::remove);

        assertEquals(Set.of(), unknown);
    }

    @Test
    void terraformSetsTheVariablesThatTheTemplateSets() throws IOException {
        Set<String> ofFunctions =
                functions().values().stream().flatMap(function -> environment(function).stream()).collect(Collectors.toSet());

        assertAll(
                () -> assertEquals(sorted(ofFunctions), variables("(?m)^    (COFFER_[A-Z_]+) +=", terraform("statements.tf"))),
                () -> assertEquals(streamingVariables(), variables("(?m)^    (COFFER_[A-Z_]+) +=", terraform("streaming.tf"))));
    }

    @Test
    void theFrontRunsTheFileThatIsTested() throws IOException {
        assertEquals(Files.readString(ROOT.resolve("infra/front/viewer-request.js")),
                TEMPLATE.at("/Resources/ViewerRequestFunction/Properties/FunctionCode").asText());
    }

    /** What FirstKeys calls must not wait for an alarm, and a part of the calls of a schedule says nothing. */
    @Test
    void onlyFunctionsThatAnswerRequestsAreDeployedStepByStep() {
        assertEquals(
                stated(statement -> !statement.routes().isEmpty() || !statement.consoleRoutes().isEmpty()),
                templated(function -> function.at("/DeploymentPreference/Enabled").asBoolean(true)));
    }
}
