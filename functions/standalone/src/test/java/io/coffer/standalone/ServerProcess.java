package io.coffer.standalone;

import io.coffer.accounts.RootKeys;
import io.coffer.endpoints.TestHost;
import io.coffer.standalone.control.QuickCommand;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged server in a process of its own, on ports that the system chooses. Closing it kills the process if it still runs. */
public final class ServerProcess implements TestHost.Program, AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(?:http://\\S+:|plain HTTP on port )(\\d+)");
    private static final Pattern TLS_PORT = Pattern.compile("https://\\S+:(\\d+)");
    private static final Pattern CONSOLE = Pattern.compile("Console +(\\S+)/\n");
    /** For servers that do much: digests and encryption take many times as long without the second compiler. */
    public static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

    /** Half the processor time of a start. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path APPLICATION =
            Path.of(System.getProperty("basedir", ""), "target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final List<String> CLASSES = ClassArchive.flags(JAVA, APPLICATION);
    private static final String QUICK_CLASSES = quickClasses();
    static final String LAST_LINE = "  aws s3 mb s3://my-bucket";

    /** How a process ended. */
    public record Outcome(int exitCode, String output, String errors) {}

    private final Process process;
    private final Path data;
    private final String greeting;
    private final Path errors;

    private ServerProcess(Process process, Path data, String greeting, Path errors) {
        this.process = process;
        this.data = data;
        this.greeting = greeting;
        this.errors = errors;
    }

    private static String quickClasses() {
        try (Stream<Path> jars = Files.walk(APPLICATION.getParent(), 3)) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.matches(
                            ".*/(app/.*|io\\.coffer\\.coffer-(accounts|settings)-.*"
                                    + "|com\\.fasterxml\\.jackson\\.core\\.jackson-core-.*)\\.jar"))
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server on the data directory and waits until it is ready. */
    public static ServerProcess start(Path data) {
        return start(data, Map.of(), List.of());
    }

    /**
     * Starts a server that answers at any rate, unless the environment says otherwise.
     *
     * @param environment variables beside those that name the ports
     * @param jvmFlags such as {@code -Xmx256m}
     * @param arguments options of {@code serve} beside {@code --data}
     */
    public static ServerProcess start(Path data, Map<String, String> environment, List<String> jvmFlags, String... arguments) {
        try {
            Map<String, String> variables = new LinkedHashMap<>(environment);
            variables.putIfAbsent("COFFER_REQUESTS_PER_SECOND", "0");
            variables.put("COFFER_PORT", "0");
            variables.put("COFFER_TLS_PORT", "0");
            variables.putIfAbsent("COFFER_CONSOLE_PORT", "0");
            List<String> all = new ArrayList<>(List.of("serve", "--data", data.toString()));
            all.addAll(List.of(arguments));
            Path errors = Files.createTempFile("coffer-errors", ".log");
            Process process = launch(variables, applicationCommand(jvmFlags, all), errors);
            StringBuilder greeting = new StringBuilder();
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = output.readLine(); ; line = output.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the server did not start: " + greeting + Files.readString(errors));
                }
                greeting.append(line).append('\n');
                if (line.equals(LAST_LINE)) {
                    return new ServerProcess(process, data, greeting.toString(), errors);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end, as the launcher does: for commands that print and for starts that fail. */
    public static Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        boolean mayBeForAServer = arguments.length > 1 && (arguments[0].equals("accounts") || arguments[0].equals("keys"));
        Outcome asked = mayBeForAServer ? ask(environment, arguments) : new Outcome(QuickCommand.NOT_HERE, "", "");
        return asked.exitCode() == QuickCommand.NOT_HERE
                ? outcome(environment, applicationCommand(List.of(), List.of(arguments)))
                : asked;
    }

    /** Runs the launcher's quick command, which has a running server carry out what it is given. */
    static Outcome ask(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(QUICK_START);
        command.addAll(List.of("-cp", QUICK_CLASSES, QuickCommand.class.getName()));
        command.addAll(List.of(arguments));
        return outcome(environment, command);
    }

    private static Outcome outcome(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("coffer-errors", ".log");
        Process process = launch(environment, command, errors);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Outcome outcome = new Outcome(process.waitFor(), output, Files.readString(errors));
        Files.delete(errors);
        return outcome;
    }

    /** Begins a command that is killed before its end, or may be. */
    static Process begin(Map<String, String> environment, String... arguments) throws IOException {
        Process process = launch(environment, applicationCommand(List.of(), List.of(arguments)), Path.of("/dev/null"));
        process.getInputStream().close();
        return process;
    }

    private static List<String> applicationCommand(List<String> jvmFlags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(QUICK_START);
        command.addAll(CLASSES);
        command.addAll(jvmFlags);
        command.add("-jar");
        command.add(APPLICATION.toString());
        command.addAll(arguments);
        return command;
    }

    private static Process launch(Map<String, String> environment, List<String> command, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + port());
    }

    @Override
    public URI tlsEndpoint() {
        return URI.create("https://localhost:" + tlsPort());
    }

    /** The console's origin. */
    public URI console() {
        return URI.create(greeted(CONSOLE));
    }

    private String greeted(Pattern place) {
        Matcher matcher = place.matcher(greeting);
        if (!matcher.find()) {
            throw new IllegalStateException("the greeting has no " + place + ": " + greeting);
        }
        return matcher.group(1);
    }

    public int port() {
        return Integer.parseInt(greeted(PORT));
    }

    public int tlsPort() {
        return Integer.parseInt(greeted(TLS_PORT));
    }

    public String accessKeyId() {
        return RootKeys.kept(data).orElseThrow().accessKeyId();
    }

    public String secretAccessKey() {
        return RootKeys.kept(data).orElseThrow().secretAccessKey();
    }

    @Override
    public Path authority() {
        return data.resolve("tls").resolve("ca.crt");
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public String greeting() {
        return greeting;
    }

    @Override
    public String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the process to end by itself and gives its exit code. */
    public int waitFor() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server still runs");
        }
        return process.exitValue();
    }

    /** Stops it in good order and gives its exit code. */
    public int stop() throws InterruptedException {
        terminate();
        return waitFor();
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
