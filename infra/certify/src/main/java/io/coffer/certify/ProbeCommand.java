package io.coffer.certify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./coffer certify probe}: asks a deployed gateway what AWS's documents leave open. */
@Command(name = "probe", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Asks a deployed endpoint, in about a minute, what the documents of AWS leave open: which keys, headers, sizes,"
                + " times and rates pass. Says what the answers mean for settings and clients. What it makes there begins with"
                + " 'certify-' and goes away.")
final class ProbeCommand implements Callable<Integer> {

    @Mixin
    private EndpointOptions where;

    @Option(names = "--no-burst", description = "Leaves out the burst of 800 requests that finds the throttle.")
    private boolean withoutBurst;

    @Option(names = "--no-wait", description = "Leaves out the body that takes 35 seconds to send.")
    private boolean withoutWait;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the findings as JSON.")
    private Path json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Path work = Files.createTempDirectory("coffer-probe");
        PrintWriter out = command.commandLine().getOut();
        List<Finding> findings = new ArrayList<>();
        try (EndpointOptions.Opened opened = where.open(command.commandLine(), work); Buckets buckets = new Buckets(opened.endpoint())) {
            ProbedEndpoint at = new ProbedEndpoint(opened.endpoint(), buckets.make());
            Consumer<Finding> tell = finding -> {
                findings.add(finding);
                out.println((finding.good() ? "  " : "! ") + finding.question() + ": " + finding.seen()
                        + (finding.good() ? "" : "\n    " + finding.meaning()));
                out.flush();
            };
            Optional<CompletableFuture<Finding>> time = withoutWait ? Optional.empty() : Optional.of(TimeQuestion.ask(at));
            GatewayQuestions.ask(at, tell);
            PathQuestions.ask(at, tell);
            PayloadQuestions.ask(at, tell);
            AddressQuestions.ask(at, tell);
            time.map(CompletableFuture::join).ifPresent(tell);
            if (!withoutBurst) {
                ThrottleQuestion.ask(at, tell);
            }
            long good = findings.stream().filter(Finding::good).count();
            out.println(good + " of " + findings.size() + " are as clients need them" + (good == findings.size()
                    ? ": no setting has to change."
                    : "; below each ! is what it means for settings and clients."));
            out.flush();
        } finally {
            Certification.delete(work);
        }
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), findings);
        }
        return CommandLine.ExitCode.OK;
    }
}
