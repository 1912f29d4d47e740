package io.coffer.standalone;

import static io.coffer.standalone.Templates.TEMPLATE;
import static io.coffer.standalone.Templates.fields;
import static io.coffer.standalone.Templates.resources;
import static io.coffer.standalone.Templates.terraform;
import static io.coffer.standalone.Templates.texts;
import static io.coffer.standalone.Templates.variables;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What watches an installation in AWS, and how its versions change: alarms, access log, dashboards and gradual deployments. */
class TemplateObservationTest {

    private static final Pattern FILTER = Pattern.compile("\\{ \\((.+?)\\) && \\(\\((.+?)\\) \\|\\| \\((.+?)\\)\\) \\}");
    private static final Pattern COMPARISON = Pattern.compile("\\$\\.(\\w+) (!?=) \"([^\"]*)\"");

    /** What one template has and the other has not would be overlooked most easily in its alarms. */
    @Test
    void terraformWatchesWhatTheTemplateWatches() throws IOException {
        Set<String> described = resources("AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.getValue().at("/Properties/AlarmDescription").asText().replace("ThrottleRate", "the throttle rate"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> terraform = variables("(?m)description += \"([^\"]+)\"", terraform("alarms.tf") + terraform("deployment.tf"));

        assertEquals(described, terraform);
    }

    /**
     * Whether a filter counts a line of the access log. The status of a function is a hyphen if none answered.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">CloudWatch Logs
     *     User Guide, filter pattern syntax</a>
     */
    private static boolean counts(String filter, String status, String ofFunction) {
        Map<String, String> line = Map.of("status", status, "function", ofFunction);
        Matcher terms = FILTER.matcher(filter);
        assertTrue(terms.matches(), filter);
        return holds(terms.group(1), line) && (holds(terms.group(2), line) || holds(terms.group(3), line));
    }

    private static boolean holds(String comparison, Map<String, String> line) {
        Matcher parts = COMPARISON.matcher(comparison);
        assertTrue(parts.matches(), comparison);
        boolean matches = line.get(parts.group(1)).matches(parts.group(3).replace("*", ".*"));
        return matches == parts.group(2).equals("=");
    }

    /** SlowDown tells a client to ask less, and nothing of the version that says so. */
    @Test
    void alarmsCountEveryErrorExceptTheRefusalsOfFunctions() throws IOException {
        String filter = TEMPLATE.at("/Resources/ServerErrorsFilter/Properties/FilterPattern").asText();

        assertAll(
                () -> assertEquals(false, counts(filter, "503", "503"), "a function answered SlowDown"),
                () -> assertEquals(true, counts(filter, "500", "500"), "a function that is not ready, or failed at a request"),
                () -> assertEquals(true, counts(filter, "500", "-"), "a function crashed"),
                () -> assertEquals(true, counts(filter, "503", "-"), "the gateway waited in vain"),
                () -> assertEquals(true, counts(filter, "503", "200"), "what Lambda answered is not what the function did"),
                () -> assertEquals(true, counts(filter, "504", "504"), "what functions never answer"),
                () -> assertEquals(false, counts(filter, "404", "404"), "no error of the server's"));
        assertEquals(Set.of(filter), variables("(?m)pattern += \"(.*5\\*.*)\"$", terraform("alarms.tf").replace("\\\"", "\"")));
    }

    @Test
    void bothAlarmsOfServerErrorsLookAtTheFilter() {
        Set<String> metrics = resources("AWS::CloudWatch::Alarm")
                .filter(alarm -> Set.of("ServerErrorsAlarm", "DeploymentAlarm").contains(alarm.getKey()))
                .map(alarm -> alarm.getValue().at("/Properties/MetricName").asText())
                .collect(Collectors.toSet());

        assertEquals(
                Set.of(TEMPLATE.at("/Resources/ServerErrorsFilter/Properties/MetricTransformations/0/MetricName").asText()), metrics);
    }

    /** {@code "function"} is the status of the function's answer, {@code "status"} that of the gateway's. */
    @Test
    void theAccessLogTellsTheStatusOfTheFunctionFromThatOfTheGateway() throws IOException {
        String format = TEMPLATE.at("/Globals/HttpApi/AccessLogSettings/Format").asText();
        Map<String, String> ofTemplate = Pattern.compile("\"(\\w+)\":\"(\\$context[^\"]+)\"").matcher(format).results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2)));
        Map<String, String> ofTerraform = Pattern.compile("(\\w+) += \"(\\$context[^\"]+)\"").matcher(terraform("gateway.tf")).results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2)));

        assertEquals("$context.integration.status", ofTemplate.get("function"));
        assertEquals(ofTemplate, ofTerraform);
    }

    @Test
    void bothDashboardsHaveTheSameGraphs() throws IOException {
        JsonNode body = new ObjectMapper().readTree(TEMPLATE.at("/Resources/OverviewDashboard/Properties/DashboardBody").asText());
        Set<String> titles = texts(new ObjectMapper().valueToTree(body.get("widgets").findValuesAsText("title")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(titles, variables("(?m)title += \"([^\"]+)\"", terraform("dashboard.tf")));
    }

    /** SAM looks the parameter's value up in the mapping: one that is missing there fails the deployment. */
    @Test
    void everyWayOfDeployingIsInTheMappingOfSam() {
        Map<String, String> gradual = fields(TEMPLATE.at("/Mappings/Deployments"))
                .collect(Collectors.toMap(Map.Entry::getKey, way -> way.getValue().path("Gradual").asText()));
        Map<String, String> expected = texts(TEMPLATE.at("/Parameters/Deployment/AllowedValues"))
                .collect(Collectors.toMap(way -> way, way -> String.valueOf(!way.equals("AllAtOnce"))));

        assertEquals(expected, gradual);
        assertEquals("AllAtOnce", TEMPLATE.at("/Parameters/Deployment/Default").asText());
    }

    @Test
    void terraformKnowsNoWayOfDeployingThatSamDoesNot() throws IOException {
        Set<String> ofTerraform = variables("\"((?:AllAtOnce|Canary|Linear)[A-Za-z0-9]*)\"", terraform("variables.tf"));
        ofTerraform.removeAll(texts(TEMPLATE.at("/Parameters/Deployment/AllowedValues")).toList());

        assertEquals(Set.of(), ofTerraform);
    }

    /** What costs money for each metric, trace or page is asked for. */
    @Test
    void observationIsOffUnlessItIsAskedFor() throws IOException {
        assertEquals("Disabled", TEMPLATE.at("/Parameters/Tracing/Default").asText());
        assertEquals("false", TEMPLATE.at("/Parameters/OperationMetrics/Default").asText());
        assertEquals("false", TEMPLATE.at("/Parameters/Dashboard/Default").asText());
        for (String variable : List.of("tracing", "operation_metrics", "dashboard")) {
            assertEquals(Set.of("false"), variables("(?s)variable \"" + variable + "\" \\{[^}]*?default += ([a-z]+)",
                    terraform("variables.tf")), variable);
        }
    }
}
