package io.coffer.standalone.commands;

import io.coffer.standalone.server.ServeOptions.Lifecycle;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** When lifecycle rules are carried out, and uploads aborted that no rule speaks of. */
final class LifecycleOptions {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int MAX_DAYS = 36_500;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--lifecycle-interval", paramLabel = "DURATION", defaultValue = "${env:COFFER_LIFECYCLE_INTERVAL:-PT1H}",
            description = "How often lifecycle rules are looked at (COFFER_LIFECYCLE_INTERVAL; default: PT1H).")
    private Duration interval;

    @Option(names = "--lifecycle-day", paramLabel = "DURATION", defaultValue = "${env:COFFER_LIFECYCLE_DAY:-PT24H}",
            description = "For tests: how long the days of lifecycle rules are; shorter ones do not end at midnight"
                    + " (COFFER_LIFECYCLE_DAY; default: PT24H).")
    private Duration day;

    @Option(names = "--abort-uploads-after-days", paramLabel = "N", defaultValue = "${env:COFFER_ABORT_UPLOADS_AFTER_DAYS:-7}",
            description = "How many days after their beginning uploads are aborted that were not completed, unless a lifecycle rule of"
                    + " their bucket says when; 0 for never, as at AWS (COFFER_ABORT_UPLOADS_AFTER_DAYS; default: 7).")
    private int abortUploadsAfterDays;

    Lifecycle lifecycle() {
        requireUpToADay("--lifecycle-interval", interval);
        requireUpToADay("--lifecycle-day", day);
        if (abortUploadsAfterDays < 0 || abortUploadsAfterDays > MAX_DAYS) {
            throw new ParameterException(command.commandLine(), "--abort-uploads-after-days is from 0 to " + MAX_DAYS);
        }
        return new Lifecycle(interval, day, Duration.ofDays(abortUploadsAfterDays));
    }

    private void requireUpToADay(String option, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new ParameterException(command.commandLine(), option + " is from " + SHORTEST + " to " + LONGEST);
        }
    }
}
