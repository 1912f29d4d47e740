package io.coffer.standalone.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.accounts.StartFailure;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.housekeeping.Scrub.Report;
import io.coffer.housekeeping.Scrub;
import io.coffer.standalone.data.LocalData;
import io.coffer.standalone.server.OpenInstallation;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads everything that is stored, and tells what is damaged or missing. */
@Command(
        name = "verify",
        description = "Reads the bytes of every object, version and part, and compares them with what was stored; a server may be running."
                + " Exit code 1 if any are damaged or missing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VerifyCommand extends InstallationCommand {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    @Override
    void run(OpenInstallation installation) {
        Scrub scrub = installation.local().map(LocalData::scrub).orElseThrow(() -> new StartFailure(
                "only a data directory with tables and blobs in it can be verified: DynamoDB and S3 compare what they keep themselves"));
        Report report = json ? runAsJson(scrub) : runAsText(scrub);
        if (report.findings() > 0) {
            throw new StartFailure(report.findings() + " of " + (report.objects() + report.parts())
                    + " objects and parts are damaged or missing");
        }
    }

    private Report runAsText(Scrub scrub) {
        Report report = scrub.run(finding -> out().println(
                finding.bucket() + "/" + finding.key() + " (" + finding.versionId() + "): " + finding.problem()));
        out().println("Read " + report.objects() + " objects and " + report.parts() + " parts of uploads, " + ByteCount.text(report.bytes())
                + ": " + report.findings() + " damaged or missing.");
        return report;
    }

    private Report runAsJson(Scrub scrub) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode findings = JSON.createArrayNode();
        Report report = scrub.run(finding -> describe(findings.addObject(), finding));
        document.put("objects", report.objects()).put("parts", report.parts()).put("bytes", report.bytes()).set("findings", findings);
        try {
            out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return report;
    }

    private static void describe(ObjectNode object, Finding finding) {
        object.put("bucket", finding.bucket())
                .put("key", finding.key())
                .put("versionId", finding.versionId())
                .put("problem", finding.problem());
    }
}
