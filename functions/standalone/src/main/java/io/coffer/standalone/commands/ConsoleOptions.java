package io.coffer.standalone.commands;

import io.coffer.standalone.server.ServeOptions.Console;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Where the console is served, and under which addresses browsers reach it and S3. */
final class ConsoleOptions {

    private static final String NONE = "none";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--console-port", paramLabel = "PORT", defaultValue = "${env:COFFER_CONSOLE_PORT}",
            description = "The console's port (COFFER_CONSOLE_PORT; default: 9001, or any other if that is taken). none serves no console.")
    private Optional<String> port;

    @Option(names = "--console-url", paramLabel = "URL", defaultValue = "${env:COFFER_CONSOLE_URL}",
            description = "Where browsers find the console, if a proxy stands before it or another server has it (COFFER_CONSOLE_URL).")
    private Optional<URI> url;

    @Option(names = "--endpoint-url", paramLabel = "URL", defaultValue = "${env:COFFER_ENDPOINT_URL}",
            description = "Where browsers find S3's address, if a proxy stands before it (COFFER_ENDPOINT_URL).")
    private Optional<URI> endpointUrl;

    Console console() {
        url.ifPresent(given -> requireAddress("--console-url", given));
        endpointUrl.ifPresent(given -> requireAddress("--endpoint-url", given));
        boolean served = port.filter(NONE::equals).isEmpty();
        return new Console(served, port.filter(given -> served).map(this::number), url, endpointUrl);
    }

    private int number(String given) {
        try {
            return new PortNumber().convert(given);
        } catch (TypeConversionException e) {
            throw new ParameterException(command.commandLine(), "--console-port is a port or none");
        }
    }

    private void requireAddress(String option, URI given) {
        boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
        if (!web || given.getHost() == null || !(given.getPath().isEmpty() || given.getPath().equals("/"))) {
            throw new ParameterException(command.commandLine(), option + " is an address such as https://console.example.com");
        }
    }
}
