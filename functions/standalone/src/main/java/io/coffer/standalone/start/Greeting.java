package io.coffer.standalone.start;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.RootKeys;
import io.coffer.standalone.http.ListeningPorts;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.tls.TlsFiles;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code serve} prints when it is ready. */
final class Greeting {

    private Greeting() {}

    /**
     * @param ports on which S3's address listens
     * @param console where the pages are; empty if none are served
     * @param accepted whether the first pair may sign
     */
    static List<String> of(ServeOptions options, ListeningPorts ports, TlsFiles tls, Optional<String> console, boolean firstStart,
            boolean accepted) {
        String https = "https://%s:%d".formatted(options.servesPlainHttp() ? "localhost" : options.domain(), ports.https());
        String http = "http://%s:%d".formatted(options.hostInUrl(), ports.http());
        List<String> lines = new ArrayList<>();
        lines.add("Coffer is ready.");
        lines.add("");
        if (options.servesPlainHttp()) {
            lines.add("  Endpoint           " + http);
            lines.add("                     " + https);
        } else {
            lines.add("  Endpoint           " + https + "  (plain HTTP on port " + ports.http() + " only redirects)");
        }
        console.ifPresent(address -> lines.add("  Console            " + address + "/"));
        tls.authority().ifPresent(authority -> lines.add("  CA certificate     " + authority));
        lines.add("  Region             " + options.region());
        lines.add("  Data               " + options.data());
        if (options.kmsKey().isPresent()) {
            // Its log is no place for an installation's keys, and its data directory has none.
            return lines;
        }
        AccessKeyPair keys = options.rootKeys().orElseThrow().pair();
        if (accepted) {
            lines.add("  Access key ID      " + keys.accessKeyId());
            lines.add("  Secret access key  " + (firstStart && isTerminal() ? keys.secretAccessKey() : "(./coffer keys shows it)"));
        } else {
            lines.add("  Access key ID      (the first one does not sign any more; ./coffer keys create makes another)");
        }
        lines.add("");
        lines.add("To use it with the AWS CLI:");
        lines.add("");
        if (accepted) {
            lines.add("  export AWS_SHARED_CREDENTIALS_FILE='" + RootKeys.file(options.data()) + "'");
        }
        if (options.servesPlainHttp()) {
            lines.add("  export AWS_ENDPOINT_URL=" + http + " AWS_DEFAULT_REGION=" + options.region());
        } else {
            String bundle = tls.authority().map(authority -> " AWS_CA_BUNDLE='" + authority + "'").orElse("");
            lines.add("  export AWS_ENDPOINT_URL=" + https + " AWS_DEFAULT_REGION=" + options.region() + bundle);
        }
        lines.add("  aws s3 mb s3://my-bucket");
        lines.add("");
        return lines;
    }

    /** A log keeps what it is told, and others read it. From JDK 22 on there is a console also if there is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
