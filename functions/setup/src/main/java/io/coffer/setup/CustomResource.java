package io.coffer.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A request of CloudFormation's for a custom resource. A stack waits until the address that is in the request was told what became of it,
 * for failures too. Where the event names no such address, somebody else invoked the function: then its answer tells it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">CloudFormation User Guide, custom resource
 *     reference</a>
 */
final class CustomResource {

    private static final Logger LOG = Logger.getLogger(CustomResource.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(20);

    private final JsonNode event;

    private CustomResource(JsonNode event) {
        this.event = event;
    }

    static CustomResource read(InputStream input) throws IOException {
        return new CustomResource(JSON.readTree(input));
    }

    /** Nothing is to be done when the resource is deleted: what it made outlives the stack. */
    void carryOut(Runnable action, OutputStream output) throws IOException {
        boolean asked = event.hasNonNull("ResponseURL");
        try {
            if (!event.path("RequestType").asText().equals("Delete")) {
                action.run();
            }
        } catch (RuntimeException e) {
            if (!asked) {
                throw e;
            }
            LOG.error("the resource was not made", e);
            tell("FAILED", String.valueOf(e.getMessage()));
            return;
        }
        if (asked) {
            tell("SUCCESS", "");
        } else {
            JSON.writeValue(output, JSON.createObjectNode().put("Status", "SUCCESS"));
        }
    }

    private void tell(String status, String reason) throws IOException {
        ObjectNode answer = JSON.createObjectNode()
                .put("Status", status)
                .put("Reason", reason)
                // The same for as long as there is the resource: another one would make CloudFormation delete the one before.
                .put("PhysicalResourceId", event.path("LogicalResourceId").asText())
                .put("StackId", event.path("StackId").asText())
                .put("RequestId", event.path("RequestId").asText())
                .put("LogicalResourceId", event.path("LogicalResourceId").asText());
        HttpRequest request = HttpRequest.newBuilder(URI.create(event.get("ResponseURL").asText()))
                .timeout(TIME_TO_ANSWER)
                .PUT(BodyPublishers.ofString(answer.toString()))
                .build();
        try {
            HttpResponse<Void> told = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            if (told.statusCode() >= 300) {
                throw new IOException("the stack was not told: " + told.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
