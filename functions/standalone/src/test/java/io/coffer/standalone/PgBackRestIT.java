package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** pgBackRest, which speaks to S3 over HTTPS alone, with a PostgreSQL of Debian's. If one of them is not installed, it is left out. */
class PgBackRestIT {

    private static final Path SCRIPT = Path.of("src/test/resources/io/coffer/standalone/pgbackrest.sh");
    private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    @TempDir
    Path data;

    @Test
    void aDatabaseIsBackedUpAndRestored() throws Exception {
        Path programs = postgresql();
        Program.ifInstalled("pgbackrest");
        // PostgreSQL's user may not look into the directories of tests.
        Path directory = Files.createTempDirectory("coffer-pg");
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(r -> r.bucket("pgbackrest"));
            configure(directory, server);
            assertTrue(run(directory, programs).contains("rows: 101000"));
        } finally {
            delete(directory);
        }
    }

    private static Path postgresql() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(POSTGRESQL), "PostgreSQL is not installed");
        try (Stream<Path> versions = Files.list(POSTGRESQL)) {
            Optional<Path> programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
            Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL's server is not installed");
            return programs.orElseThrow();
        }
    }

    private static void configure(Path directory, ServerProcess server) throws IOException {
        Files.copy(server.authority(), directory.resolve("ca.crt"));
        Files.copy(SCRIPT, directory.resolve("run.sh"));
        Files.writeString(directory.resolve("pgbackrest.conf"), """
                [global]
                repo1-type=s3
                repo1-path=/repository
                repo1-s3-bucket=pgbackrest
                repo1-s3-endpoint=localhost
                repo1-storage-port=%1$d
                repo1-storage-ca-file=%2$s/ca.crt
                repo1-s3-uri-style=path
                repo1-s3-region=us-east-1
                repo1-s3-key=%3$s
                repo1-s3-key-secret=%4$s
                repo1-retention-full=1
                log-path=%2$s/log
                lock-path=%2$s/lock
                spool-path=%2$s/spool
                start-fast=y
                [main]
                pg1-path=%2$s/db
                pg1-socket-path=%2$s
                """.formatted(server.tlsPort(), directory, server.accessKeyId(), server.secretAccessKey()));
    }

    private static String run(Path directory, Path programs) throws IOException, InterruptedException {
        String script = directory.resolve("run.sh").toString();
        if (!System.getProperty("user.name").equals("root")) {
            return Program.ifInstalled("sh").run(script, directory.toString(), programs.toString());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(USER));
            }
        }
        return Program.ifInstalled("setpriv")
                .run("--reuid", USER, "--regid", USER, "--init-groups", "sh", script, directory.toString(), programs.toString());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
