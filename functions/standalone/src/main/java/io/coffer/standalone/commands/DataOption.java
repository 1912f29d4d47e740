package io.coffer.standalone.commands;

import io.coffer.accounts.DefaultDirectory;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where an installation's data is. */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:COFFER_DATA}",
            description = "The data directory (COFFER_DATA; default: coffer in $XDG_DATA_HOME, or in ~/.local/share).")
    private Optional<Path> data;

    Path directory() {
        return data.orElseGet(() -> {
            DefaultDirectory directory = DefaultDirectory.of("coffer", "data");
            directory.hint().ifPresent(hint -> System.err.println("coffer: " + hint));
            return directory.path();
        });
    }
}
