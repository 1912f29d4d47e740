package io.coffer.standalone.commands;

import io.coffer.accounts.DefaultDirectory;
import io.coffer.settings.Settings;
import io.coffer.standalone.server.ServeSettings;
import java.nio.file.Path;

/** The data directory that a command is given, or the usual one. */
final class GivenData {

    private GivenData() {}

    static Path directory(Settings settings) {
        return settings.find(ServeSettings.DATA).orElseGet(() -> {
            DefaultDirectory directory = DefaultDirectory.of("coffer", "data");
            directory.hint().ifPresent(hint -> System.err.println("coffer: " + hint));
            return directory.path();
        });
    }
}
