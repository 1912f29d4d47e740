package io.coffer.rendering;

import io.coffer.testkit.FunctionStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The resources of one function: itself and its log group. What all functions have is in the template's Globals.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">SAM Developer
 *     Guide, AWS::Serverless::Function</a>
 */
final class FunctionResources {

    /** The template's Globals have it. */
    private static final int USUAL_TIMEOUT = 29;

    /** The template's Globals have both, for functions that are not native. */
    private static final String JAVA_RUNTIME = "java25";
    private static final String JAVA_HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    /** What the template gives each variable. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("COFFER_TABLE_PREFIX", "!Ref TablePrefix"),
            Map.entry("COFFER_KMS_KEY", "!GetAtt Key.Arn"),
            Map.entry("COFFER_DOMAIN", "!If [HasDomain, !Ref DomainName, !Ref AWS::NoValue]"),
            Map.entry("COFFER_STREAMING_ENDPOINT", "!If [HasStreaming, !Sub 'https://${StreamingDomainName}', !Ref AWS::NoValue]"),
            Map.entry("COFFER_CONSOLE_URL", "!GetAtt ConsoleApi.ApiEndpoint"),
            Map.entry("COFFER_BLOB_BUCKET", "!Ref BlobBucket"),
            Map.entry("COFFER_BLOB_PREFIX", "!Ref BlobPrefix"),
            Map.entry("COFFER_BUCKET_NAMES", "!Ref BucketNames"),
            Map.entry("COFFER_NETWORK", "!Ref Network"),
            Map.entry("COFFER_ENCRYPT", "!Ref Encrypt"),
            Map.entry("COFFER_SMALL_OBJECT_BYTES", "!Ref SmallObjectBytes"),
            Map.entry("COFFER_MIN_PART_SIZE", "!Ref MinPartSize"),
            Map.entry("COFFER_ABORT_UPLOADS_AFTER_DAYS", "!Ref AbortUploadsAfterDays"),
            Map.entry("COFFER_FIRST_KEYS_SECRET", "!Ref FirstKeysSecret"),
            Map.entry("COFFER_OPERATION_METRICS", "!Ref OperationMetrics"));

    /** The word of an event's name for a path, of S3's address where the path names the bucket. */
    private static final Map<String, String> PATH_STYLE = Map.of(
            "/", "Service", "/{bucket}", "Bucket", "/{bucket}/{proxy+}", "Object", "/v20180820/{proxy+}", "Control");

    /** The same where the host names the bucket. */
    private static final Map<String, String> VIRTUAL_HOSTED =
            Map.of("/", "Bucket", "/{proxy+}", "Object", "/v20180820/{proxy+}", "Control");

    private final String name;
    private final FunctionStatement statement;
    private final List<String> lines = new ArrayList<>();

    private FunctionResources(String module, FunctionStatement statement) {
        this.name = capitalised(module);
        this.statement = statement;
    }

    /** @param module the directory below {@code functions} */
    static List<String> lines(String module, FunctionStatement statement) {
        FunctionResources resources = new FunctionResources(module, statement);
        resources.function(module);
        resources.logs();
        return resources.lines;
    }

    private void function(String module) {
        add(2, name + "Function:");
        add(4, "Type: AWS::Serverless::Function");
        if (!statement.kms().isEmpty() && statement.secret().isEmpty()) {
            add(4, "DependsOn: FirstKeys");
        }
        add(4, "Properties:");
        add(6, "Description: " + statement.description());
        add(6, "CodeUri: functions/" + module + "/target/function.zip");
        if (statement.staysOnJava()) {
            add(6, "Runtime: " + JAVA_RUNTIME);
            add(6, "Handler: " + JAVA_HANDLER);
        }
        add(6, "MemorySize: " + statement.memory());
        if (statement.timeout() != USUAL_TIMEOUT) {
            add(6, "Timeout: " + statement.timeout());
        }
        if (!answersRequests()) {
            add(6, "DeploymentPreference: { Enabled: false }");
        }
        add(6, "LoggingConfig: { LogGroup: !Ref " + name + "Logs }");
        add(6, "Environment:");
        add(8, "Variables:");
        statement.environment().forEach(variable -> add(10, variable + ": " + value(variable)));
        policies();
        if (statement.schedule() != null) {
            schedule();
        } else {
            events();
        }
    }

    /** The others are called so seldom that a part of their calls says nothing. */
    private boolean answersRequests() {
        return !statement.routes().isEmpty() || !statement.virtualHostedRoutes().isEmpty() || !statement.consoleRoutes().isEmpty();
    }

    private static String value(String variable) {
        String value = VALUES.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the template has no value for " + variable);
        }
        return value;
    }

    private void policies() {
        List<Runnable> statements = new ArrayList<>();
        Map<List<String>, List<String>> tables = new LinkedHashMap<>();
        statement.tables().forEach((table, actions) ->
                tables.computeIfAbsent(actions, any -> new ArrayList<>()).add("!GetAtt " + table(table) + "Table.Arn"));
        tables.forEach((actions, arns) -> statements.add(() -> allow("dynamodb", actions, arns)));
        List<String> ofBucket = statement.blobs().stream().filter(FunctionResources::isOfBucket).toList();
        List<String> ofBlobs = statement.blobs().stream().filter(action -> !isOfBucket(action)).toList();
        statements.add(() -> allow("s3", ofBlobs, List.of("!Sub '${BlobBucket.Arn}/${BlobPrefix}*'")));
        statements.add(() -> allow("s3", ofBucket, List.of("!GetAtt BlobBucket.Arn")));
        statements.add(() -> {
            if (allow("kms", statement.kms(), List.of("!GetAtt Key.Arn"))) {
                add(14, "Condition:");
                add(16, "StringEquals: { 'kms:EncryptionContext:purpose': coffer-master-key }");
            }
        });
        statements.add(() -> allow("secretsmanager", statement.secret(), List.of("!Ref FirstKeysSecret")));
        int before = lines.size();
        statements.forEach(Runnable::run);
        if (lines.size() > before) {
            lines.addAll(before, List.of("      Policies:", "        - Statement:"));
        }
    }

    /** The others are actions on the bucket's objects. */
    private static boolean isOfBucket(String action) {
        return action.startsWith("List");
    }

    private boolean allow(String service, List<String> actions, List<String> resources) {
        if (actions.isEmpty()) {
            return false;
        }
        add(12, "- Effect: Allow");
        add(14, "Action: " + actions.stream().map(action -> service + ":" + action).collect(Collectors.joining(", ", "[", "]")));
        if (resources.size() == 1) {
            add(14, "Resource: " + resources.get(0));
        } else {
            add(14, "Resource:");
            resources.forEach(resource -> add(16, "- " + resource));
        }
        return true;
    }

    private void events() {
        int before = lines.size();
        events("PathStyleApi", "", PATH_STYLE, statement.routes());
        events("VirtualHostedApi", "Hosted", VIRTUAL_HOSTED, statement.virtualHostedRoutes());
        events("ConsoleApi", "Console", Map.of(), statement.consoleRoutes());
        if (lines.size() > before) {
            lines.add(before, "      Events:");
        }
    }

    private void events(String api, String prefix, Map<String, String> words, List<String> routes) {
        for (String route : routes) {
            String[] parts = route.split(" ");
            String path = parts[parts.length - 1];
            String method = parts.length == 1 ? "ANY" : parts[0];
            String event = parts.length == 1 ? "Default" : capitalised(method.toLowerCase(Locale.ROOT)) + word(words, path);
            add(8, prefix + event + ": { Type: HttpApi, Properties: { ApiId: !Ref " + api + ", Method: " + method + ", Path: "
                    + (path.contains("{") ? "'" + path + "'" : path) + " } }");
        }
    }

    private static String word(Map<String, String> words, String path) {
        String word = words.get(path);
        if (word == null) {
            throw new IllegalArgumentException("no event is named after the path " + path);
        }
        return word;
    }

    private void schedule() {
        add(6, "# What a run leaves undone the next one takes up.");
        add(6, "EventInvokeConfig: { MaximumRetryAttempts: 0 }");
        add(6, "Events:");
        add(8, "Schedule:");
        add(10, "Type: Schedule");
        add(10, "Properties:");
        add(12, "Schedule: " + statement.schedule());
        add(12, "RetryPolicy: { MaximumRetryAttempts: 0 }");
    }

    private void logs() {
        lines.add("");
        add(2, name + "Logs:");
        add(4, "Type: AWS::Logs::LogGroup");
        add(4, "Properties: { RetentionInDays: !Ref LogRetentionDays }");
    }

    private void add(int indentation, String line) {
        lines.add(" ".repeat(indentation) + line);
    }

    /** A table's suffix, such as {@code access-keys}, as its resource is named. */
    private static String table(String suffix) {
        return Arrays.stream(suffix.split("-")).map(FunctionResources::capitalised).collect(Collectors.joining());
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
