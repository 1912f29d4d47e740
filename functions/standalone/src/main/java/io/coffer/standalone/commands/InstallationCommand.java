package io.coffer.standalone.commands;

import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import io.coffer.standalone.server.OpenInstallation;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on an installation, run on the one that its options name, or inside a server that was sent it on the server's own. */
abstract class InstallationCommand implements Callable<Integer>, TakesSettings {

    @Spec
    private CommandSpec command;

    private final SettingOptions settings;

    /** @param more settings of the command beside those that say which installation it is */
    InstallationCommand(Setting<?>... more) {
        this.settings = new SettingOptions(Stream.concat(GivenInstallation.SETTINGS.stream(), Stream.of(more)).toList());
    }

    @Override
    public final SettingOptions settings() {
        return settings;
    }

    /**
     * Does what the command is for.
     *
     * @throws io.coffer.accounts.StartFailure if it is refused
     */
    abstract void run(OpenInstallation installation);

    @Override
    public final Integer call() throws InterruptedException {
        if (command.root().userObject() instanceof OfServer server) {
            run(server.installation());
            return exitCode();
        }
        int carriedOut = new GivenInstallation(given()).carryOut(command, this::run);
        return carriedOut == ExitCode.OK ? exitCode() : carriedOut;
    }

    /** What a command that was carried out ends with. */
    int exitCode() {
        return ExitCode.OK;
    }

    /** What the command is told by its options and the environment. */
    final Settings given() {
        return settings.read(command, environment());
    }

    final CommandSpec command() {
        return command;
    }

    /** The variables of whoever gave the command. */
    final Map<String, String> environment() {
        return command.root().userObject() instanceof OfServer server ? server.environment() : System.getenv();
    }

    /** Where goes what the command tells while it runs. */
    final PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Where what the command tells goes. */
    final PrintWriter out() {
        return command.commandLine().getOut();
    }
}
