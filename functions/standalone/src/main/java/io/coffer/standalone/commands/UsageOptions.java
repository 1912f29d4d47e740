package io.coffer.standalone.commands;

import io.coffer.standalone.server.ServeOptions.Usage;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much accounts may ask, and when it is written down what they used. */
final class UsageOptions {

    private static final int MAX_RATE = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--requests-per-second", paramLabel = "N", defaultValue = "${env:COFFER_REQUESTS_PER_SECOND}",
            description = "How many requests of an account are answered in a second, twice as many at once; 0 for no limit"
                    + " (COFFER_REQUESTS_PER_SECOND; default: what the account's plan says, and no limit for the first account).")
    private Optional<Integer> requestsPerSecond;

    @Option(names = "--usage-interval", paramLabel = "DURATION", defaultValue = "${env:COFFER_USAGE_INTERVAL:-PT5S}",
            description = "How often counts of objects, bytes and requests are written down, which is what a crash loses of them"
                    + " (COFFER_USAGE_INTERVAL; default: PT5S).")
    private Duration interval;

    Usage usage() {
        if (requestsPerSecond.filter(rate -> rate < 0 || rate > MAX_RATE).isPresent()) {
            throw new ParameterException(command.commandLine(), "--requests-per-second is from 0 to " + MAX_RATE);
        }
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new ParameterException(command.commandLine(), "--usage-interval is from " + SHORTEST + " to " + LONGEST);
        }
        return new Usage(requestsPerSecond, interval);
    }
}
