package io.coffer.standalone.control;

import io.coffer.accounts.DefaultDirectory;
import io.coffer.accounts.RootKeys;
import io.coffer.accounts.StartFailure;
import io.coffer.settings.Variables;
import io.coffer.standalone.control.ControlSocket.Answer;
import io.coffer.standalone.control.ControlSocket.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has a running server carry out an operator's command, without the classes that would carry it out here, and prints the pair that a data
 * directory keeps. The launcher calls it first, and starts the whole command line if it ends with {@link #NOT_HERE}.
 */
public final class QuickCommand {

    /** There is no server that takes the command, or the command is not for one. */
    public static final int NOT_HERE = 75;

    private static final Set<String> COMMANDS = Set.of("accounts", "keys");
    private static final String DATA = "--data";
    /** They name tables or keys that may be none of a server's. */
    private static final List<String> OTHER_INSTALLATIONS =
            List.of("--metadata", "--dynamodb-endpoint", "--table-prefix", "--master-key", "--kms-key", "--kms-endpoint");
    private static final Set<String> OTHER_VARIABLES = Set.of("COFFER_METADATA", "COFFER_KMS_KEY", "COFFER_MASTER_KEY_FILE");

    private QuickCommand() {}

    public static void main(String... arguments) throws IOException {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) throws IOException {
        try {
            if (isForKeys(arguments)) {
                RootKeys.shown(data(arguments, environment)).forEach(System.out::println);
                return 0;
            }
            if (!isForServer(arguments, environment)) {
                return NOT_HERE;
            }
            Command command = new Command(Path.of("").toAbsolutePath().toString(), arguments, ControlClient.environment());
            Optional<Answer> answer = ControlClient.ask(data(arguments, environment), command, part -> {});
            if (answer.isEmpty()) {
                return NOT_HERE;
            }
            print(System.out, answer.get().output());
            print(System.err, answer.get().errors());
            return answer.get().exitCode();
        } catch (StartFailure e) {
            System.err.println("coffer: " + e.getMessage());
            return 1;
        }
    }

    /** Whether it asks for the pair that the data directory keeps, for which no server is needed. */
    private static boolean isForKeys(List<String> arguments) {
        return arguments.equals(List.of("keys"))
                || (arguments.size() == 2 && arguments.get(0).equals("keys") && arguments.get(1).startsWith(DATA + "="))
                || (arguments.size() == 3 && arguments.subList(0, 2).equals(List.of("keys", DATA)));
    }

    /** What has a subcommand, and names no other installation than the one of a data directory. */
    private static boolean isForServer(List<String> arguments, Map<String, String> environment) {
        return arguments.size() > 1
                && COMMANDS.contains(arguments.get(0))
                && !arguments.get(1).startsWith("-")
                && environment.keySet().stream().noneMatch(OTHER_VARIABLES::contains)
                && arguments.stream().noneMatch(argument -> OTHER_INSTALLATIONS.contains(argument.split("=", 2)[0]));
    }

    private static Path data(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(DATA + "=")) {
                return Path.of(arguments.get(i).substring(DATA.length() + 1));
            }
            if (arguments.get(i).equals(DATA) && i + 1 < arguments.size()) {
                return Path.of(arguments.get(i + 1));
            }
        }
        return Variables.given(environment, "COFFER_DATA")
                .map(Path::of)
                .orElseGet(() -> DefaultDirectory.of("coffer", "data").path());
    }

    private static void print(PrintStream stream, String text) {
        stream.print(text);
        stream.flush();
    }
}
