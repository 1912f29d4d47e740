package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.moving.Import;
import io.coffer.moving.ImportedBucket;
import io.coffer.moving.Tally;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import io.coffer.standalone.server.ServeSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies buckets from another S3 endpoint into an installation that is running. */
@Command(
        name = "import",
        description = "Copies buckets from another S3 endpoint: objects with their headers, user metadata and tags. Run again, it copies"
                + " what is missing. It removes nothing, and replaces an object only if the source's is newer. The source's credentials are"
                + " those of the AWS SDK's chain (AWS_ACCESS_KEY_ID and so on) or of --from-profile; the target's are those of"
                + " --to-profile, or COFFER_ACCESS_KEY and COFFER_SECRET_KEY, or the pair in the data directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ImportCommand implements Callable<Integer>, TakesSettings {

    private static final int PROGRESS_SECONDS = 5;
    private static final Setting<String> TO_REGION = InstallationSettings.REGION.asOption("--to-region");

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "BUCKET[=NAME]", arity = "0..*",
            description = "The buckets to copy, each with its name at the target if that is another one; default: all.")
    private List<String> buckets = List.of();

    @Option(names = "--from", paramLabel = "URL", required = true, description = "The source's endpoint.")
    private URI from;

    @Option(names = "--from-region", paramLabel = "REGION", defaultValue = "us-east-1",
            description = "The region that requests to the source are signed for (default: us-east-1).")
    private String fromRegion;

    @Option(names = "--from-profile", paramLabel = "NAME", description = "The profile of the AWS credentials file with the source's keys.")
    private Optional<String> fromProfile;

    @Option(names = "--to", paramLabel = "URL", defaultValue = "http://127.0.0.1:9000",
            description = "The target's endpoint (default: http://127.0.0.1:9000).")
    private URI to;

    @Option(names = "--to-profile", paramLabel = "NAME", description = "The profile of the AWS credentials file with the target's keys.")
    private Optional<String> toProfile;

    private final SettingOptions settings = new SettingOptions(List.of(ServeSettings.DATA, TO_REGION));

    @Option(names = "--ca", paramLabel = "FILE",
            description = "A certificate authority, in PEM, to trust beside Java's own, such as DATA/tls/ca.crt of a server.")
    private Optional<Path> authority;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "Copies the keys that begin with it only.")
    private String prefix;

    @Option(names = "--versions", description = "Copies noncurrent versions and delete markers too, if the source's bucket has them.")
    private boolean withVersions;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "16",
            description = "How many objects are copied at the same time (default: 16).")
    private int threads;

    @Override
    public SettingOptions settings() {
        return settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1) {
            throw new ParameterException(command.commandLine(), "--threads is at least 1");
        }
        Settings given = settings.read(command, System.getenv());
        String toRegion = given.get(TO_REGION);
        ImportClients clients = new ImportClients(authority, threads);
        try (S3Client source = clients.source(from, fromRegion, fromProfile);
                S3Client target = clients.target(to, toRegion, toProfile, () -> GivenData.directory(given))) {
            Optional<String> constraint = Optional.of(toRegion).filter(region -> !region.equals("us-east-1"));
            Import work = new Import(source, target, new Import.Settings(prefix, withVersions, threads, constraint),
                    (name, what) -> errors().println(name + ": " + what));
            return run(work);
        }
    }

    private int run(Import work) throws InterruptedException {
        long begin = System.nanoTime();
        ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
        progress.scheduleAtFixedRate(
                () -> errors().println(text(work.tally(), begin)), PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
        try {
            work.run(buckets.isEmpty() ? work.all() : buckets.stream().map(ImportCommand::bucket).toList());
        } catch (SdkException e) {
            throw new StartFailure("cannot read " + from + ": " + e.getMessage());
        } finally {
            progress.shutdownNow();
        }
        command.commandLine().getOut().println(text(work.tally(), begin));
        return work.tally().failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static ImportedBucket bucket(String argument) {
        String[] names = argument.split("=", 2);
        return new ImportedBucket(names[0], names[names.length - 1]);
    }

    private static String text(Tally tally, long begin) {
        double seconds = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)) / 1e3;
        double megabytes = tally.bytes() / 1e6;
        StringBuilder text = new StringBuilder("%,d copied, %,.1f MB read, %,.1f MB a second; %,d there already".formatted(
                tally.copied(), megabytes, megabytes / seconds, tally.there()));
        if (tally.otherEtags() > 0) {
            text.append("; %,d have another ETag than at the source".formatted(tally.otherEtags()));
        }
        if (tally.kept() > 0) {
            text.append("; %,d left as they are".formatted(tally.kept()));
        }
        if (tally.failed() > 0) {
            text.append("; %,d failed".formatted(tally.failed()));
        }
        return text.toString();
    }

    private PrintWriter errors() {
        return command.commandLine().getErr();
    }
}
