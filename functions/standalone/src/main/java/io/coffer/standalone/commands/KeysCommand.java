package io.coffer.standalone.commands;

import io.coffer.accounts.RootKeys;
import io.coffer.standalone.server.ServeSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the first account's pair, from the data directory; the server may be running. */
@Command(
        name = "keys",
        description = {"Prints the access key pair kept in the data directory.",
            "Its subcommands make and delete pairs, and change the key that"
                + " the master key is wrapped under."},
        mixinStandardHelpOptions = true,
        subcommands = {CreateKeysCommand.class, DeleteKeysCommand.class, RotateKeysCommand.class})
public final class KeysCommand implements Runnable, TakesSettings {

    @Spec
    private CommandSpec command;

    private final SettingOptions settings = new SettingOptions(List.of(ServeSettings.DATA));

    @Override
    public SettingOptions settings() {
        return settings;
    }

    @Override
    public void run() {
        Path data = GivenData.directory(settings.read(command, System.getenv()));
        PrintWriter out = command.commandLine().getOut();
        RootKeys.shown(data).forEach(out::println);
        out.flush();
    }
}
