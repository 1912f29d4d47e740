package io.coffer.localstack;

import java.io.IOException;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkException;

/** The command line. Exit codes: 0 done, 1 could not start, 2 not understood. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalStackCommand())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof IOException || e instanceof SdkException) {
                        line.getErr().println("coffer: " + e.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw e;
                })
                .execute(args));
    }
}
