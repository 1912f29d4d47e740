package io.coffer.certify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./coffer certify}: lets real clients work at an S3 endpoint and tells what worked. */
@Command(name = "certify", sortOptions = false, mixinStandardHelpOptions = true,
        subcommands = {ProbeCommand.class, SpecificationCommand.class},
        description = "Lets real clients do realistic jobs at an S3 endpoint, and tells what worked. Exit status 0: nothing failed; 1:"
                + " something did. What it makes there begins with 'certify-' and goes away.")
final class Certify implements Callable<Integer> {

    @Mixin
    private EndpointOptions where;

    @Option(names = "--clients", split = ",", paramLabel = "NAME", description = "Only these (default: all that --list lists).")
    private Set<String> names = Set.of();

    @Option(names = "--jobs", split = ",", paramLabel = "JOB", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private Set<Job> jobs = EnumSet.allOf(Job.class);

    @Option(names = "--large", description = "Also carries a file of 1 GB.")
    private boolean large;

    @Option(names = "--install", description = "First installs clients from their registries: packages of npm and Maven into the cache"
            + " directory, and Debian's by apt-get.")
    private boolean install;

    @Option(names = "--cache", paramLabel = "DIR",
            description = "Where --install puts packages (default: coffer/certify in $XDG_CACHE_HOME, or in ~/.cache).")
    private Optional<Path> cache = Optional.empty();

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "PT10M", description = "Of one job (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the report as JSON.")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also writes it as a page of HTML.")
    private Path html;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also writes it as a page of Markdown.")
    private Path markdown;

    @Option(names = "--logs", paramLabel = "DIR", description = "Keeps what each client printed (default: only of a run that failed).")
    private Path logs;

    @Option(names = "--list", description = "Lists clients and jobs, and runs nothing.")
    private boolean list;

    @Spec
    private CommandSpec command;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Certify())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("certify: " + e.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws IOException {
        Path drivers = EndpointOptions.home().resolve("infra/certify/drivers");
        List<Client> clients = chosen(Client.all(drivers));
        if (list) {
            printList(clients);
            return CommandLine.ExitCode.OK;
        }
        Path packages = cache.orElseGet(Certify::usualCache);
        if (install) {
            Installer installer = new Installer(drivers, packages, this::progress);
            for (Client client : clients) {
                installer.install(client);
            }
        }
        Path work = logs == null ? Files.createTempDirectory("coffer-certify") : Files.createDirectories(logs).toAbsolutePath();
        try (EndpointOptions.Opened opened = where.open(command.commandLine(), work)) {
            Report report = new Report(LocalDate.now(ZoneOffset.UTC).toString(), EndpointOptions.commit(), opened.endpoint().title(),
                    Certification.run(opened.endpoint(), clients,
                            new Certification.Settings(jobs, drivers, packages, work, large, timeout), this::progress));
            write(report);
            if (report.passed() && logs == null) {
                Certification.delete(work);
            } else {
                progress("what the clients printed is in " + work);
            }
            return report.passed() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private List<Client> chosen(List<Client> all) {
        Set<String> unknown = new LinkedHashSet<>(names);
        all.forEach(client -> unknown.remove(client.name()));
        if (!unknown.isEmpty()) {
            throw new CommandLine.ParameterException(command.commandLine(), "no such client: " + String.join(", ", unknown));
        }
        return all.stream().filter(client -> names.isEmpty() || names.contains(client.name())).toList();
    }

    private void printList(List<Client> clients) {
        PrintWriter out = command.commandLine().getOut();
        out.println("Clients:");
        clients.forEach(client -> out.println("  %-22s %s".formatted(client.name(), client.title())));
        out.println("Jobs:");
        jobs.forEach(job -> out.println("  %-22s %s".formatted(job.word(), job.description())));
        out.flush();
    }

    private void write(Report report) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        out.print(Pages.table(report));
        out.flush();
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
        }
        if (html != null) {
            Files.writeString(html, Pages.html(report));
        }
        if (markdown != null) {
            Files.writeString(markdown, Pages.markdown(report));
        }
    }

    private void progress(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** XDG Base Directory Specification: $XDG_CACHE_HOME, else ~/.cache. */
    private static Path usualCache() {
        String base = System.getenv("XDG_CACHE_HOME");
        return (base == null || base.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(base)).resolve("coffer/certify");
    }
}
