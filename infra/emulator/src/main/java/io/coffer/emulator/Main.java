package io.coffer.emulator;

import io.coffer.accounts.StartFailure;
import java.io.IOException;
import picocli.CommandLine;

/** The command line. Exit codes: 0 done, 1 could not start, 2 not understood. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        QuietErrors.install();
        System.exit(new CommandLine(new GatewayCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof StartFailure || e instanceof IOException) {
                        line.getErr().println("coffer: " + e.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw e;
                })
                .execute(args));
    }
}
