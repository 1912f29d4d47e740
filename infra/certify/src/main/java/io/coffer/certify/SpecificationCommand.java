package io.coffer.certify;

import io.coffer.proofs.s3.Specification;
import io.coffer.proofs.wire.HttpEndpoint;
import io.coffer.proofs.wire.Signer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./coffer certify specification}: compares an endpoint with the specification of S3 in {@code infra/proofs}. */
@Command(name = "specification", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Sends random sequences of 50 requests, and compares every answer with a model of S3. Of a sequence that is answered"
                + " otherwise it prints the fewest requests that show it.")
final class SpecificationCommand implements Callable<Integer> {

    @Mixin
    private EndpointOptions where;

    @Option(names = "--runs", defaultValue = "20", description = "How many sequences (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "Of the first sequence (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Path work = Files.createTempDirectory("coffer-specification");
        PrintWriter out = command.commandLine().getOut();
        try (EndpointOptions.Opened opened = where.open(command.commandLine(), work)) {
            Endpoint at = opened.endpoint();
            HttpEndpoint s3 = new HttpEndpoint(at.uri(), new Signer(at.accessKey(), at.secretKey(), at.region(), Clock.systemUTC()));
            for (long next = seed; next < seed + runs; next++) {
                try {
                    Specification.check(next, Specification.AWS_PART, () -> s3);
                } catch (AssertionError e) {
                    out.println("With --seed " + next + " --runs 1: " + e.getMessage());
                    out.flush();
                    return CommandLine.ExitCode.SOFTWARE;
                }
            }
        } finally {
            Certification.delete(work);
        }
        out.println(runs + " sequences of requests were answered as the specification says.");
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
