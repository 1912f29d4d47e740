package io.coffer.certify;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Lets each client do each of its jobs, one after the other, each in a bucket and a directory of its own. */
final class Certification {

    /**
     * @param jobs those that are wanted
     * @param work a directory whose content may go away
     * @param large whether a file of 1 GB is carried
     * @param timeout of one job
     */
    record Settings(Set<Job> jobs, Path drivers, Path cache, Path work, boolean large, Duration timeout) {}

    private final Endpoint endpoint;
    private final Settings settings;
    private final Consumer<String> progress;
    private final Buckets buckets;
    private Optional<String> listing = Optional.empty();

    private Certification(Endpoint endpoint, Settings settings, Consumer<String> progress, Buckets buckets) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.progress = progress;
        this.buckets = buckets;
    }

    static List<Report.Row> run(Endpoint endpoint, List<Client> clients, Settings settings, Consumer<String> progress) throws IOException {
        try (Buckets buckets = new Buckets(endpoint)) {
            Certification run = new Certification(endpoint, settings, progress, buckets);
            Material material = Material.make(settings.work().resolve("material"), settings.large());
            List<Report.Row> rows = new ArrayList<>();
            for (Client client : clients) {
                rows.add(run.certify(client, material));
            }
            return rows;
        }
    }

    private Report.Row certify(Client client, Material material) throws IOException {
        Driver driver = new Driver(client, settings.drivers(), settings.cache(), settings.timeout());
        Path home = Files.createDirectories(settings.work().resolve(client.name()));
        Driver.Told told = driver.tell(home);
        if (!told.can()) {
            progress.accept("%-22s skipped: %s".formatted(client.name(), told.line()));
            return new Report.Row(client.name(), client.title(), null, told.line(), List.of());
        }
        List<Cell> cells = new ArrayList<>();
        for (Job job : told.jobs()) {
            if (settings.jobs().contains(job)) {
                Cell cell = run(driver, job, home.resolve(job.word()), material);
                cells.add(cell);
                progress.accept(String.format(Locale.ROOT, "%-22s %-10s %-15s %6.1f s%s", client.name(), job.word(), cell.outcome().words(),
                        cell.seconds(), cell.reason() == null ? "" : "  " + cell.reason()));
            }
        }
        return new Report.Row(client.name(), client.title(), told.line(), null, cells);
    }

    private Cell run(Driver driver, Job job, Path directory, Material material) throws IOException {
        Files.createDirectories(directory);
        try {
            if (job == Job.LISTING && listing.isEmpty()) {
                progress.accept("making 5,000 keys");
                listing = Optional.of(buckets.makeListing());
            }
            String bucket = buckets.make();
            Cell cell = driver.run(job, directory, environment(bucket, material));
            buckets.remove(bucket);
            return cell;
        } catch (SdkException e) {
            return Cell.failed(job, "around the job: " + e.getMessage(), 0);
        } finally {
            delete(directory);
        }
    }

    private Map<String, String> environment(String bucket, Material material) {
        return Map.of(
                "S3_URL", endpoint.uri().toString(),
                "S3_HOST", endpoint.host(),
                "AWS_ACCESS_KEY_ID", endpoint.accessKey(),
                "AWS_SECRET_ACCESS_KEY", endpoint.secretKey(),
                "AWS_DEFAULT_REGION", endpoint.region(),
                "AWS_EC2_METADATA_DISABLED", "true",
                "BUCKET", bucket,
                "LISTING", listing.orElse(""),
                "FILES", material.files().toString(),
                "TREE", material.tree().toString());
    }

    /** What a job leaves is as large as what it carried. */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
