package io.coffer.standalone.commands;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.FileBlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.housekeeping.BlobCensus;
import io.coffer.housekeeping.Pace;
import io.coffer.housekeeping.Scrub;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.housekeeping.Scrub.State;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Settings;
import io.coffer.standalone.data.S3Clients;
import io.coffer.standalone.data.Verification;
import io.coffer.standalone.server.LocalData;
import io.coffer.standalone.server.OpenInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks for damage, losses and orphans in everything that is stored, and tells them. */
@Command(
        name = "verify",
        description = "Reads the bytes of every object, version and part, compares them with what was stored, and looks for blobs that"
                + " nothing points to; a server may be running. Exit codes: 0 nothing found, 1 not carried out, 2 not understood,"
                + " 3 something is damaged or missing, 4 nothing but blobs that nothing points to.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VerifyCommand extends InstallationCommand {

    private static final int DAMAGED = 3;
    private static final int ORPHANED = 4;
    private static final long MEGABYTE = 1_000_000;
    private static final long BETWEEN_NOTES = Duration.ofSeconds(5).toNanos();
    /** Of a report's findings; all are printed. */
    private static final int MOST_KEPT = 10_000;
    private static final String STANDARD_OUTPUT = "-";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Compared { BYTES, LENGTHS }

    @Option(names = "--rate", paramLabel = "MB", defaultValue = "0",
            description = "How many megabytes are read in a second at most (default: as fast as it goes).")
    private int rate;

    @Option(names = "--compare", paramLabel = "bytes|lengths",
            description = "Whether all bytes are read, or blobs are looked at in their list alone: whether they are there, and how long"
                    + " they are (default: bytes for files, lengths for S3).")
    private Optional<Compared> compared;

    @Option(names = "--resume", description = "Goes on where the verification before was interrupted.")
    private boolean resume;

    @Option(names = "--progress", paramLabel = "FILE",
            description = "Where is noted how far it has come (default: verify.json in the data directory).")
    private Optional<Path> progress;

    @Option(names = "--quarantine", description = "Moves files of blobs that nothing points to into blobs/quarantine.")
    private boolean quarantine;

    @Option(names = "--json", paramLabel = "FILE", arity = "0..1", fallbackValue = STANDARD_OUTPUT,
            description = "Writes the report to a file as a JSON object; without a name prints it instead of text.")
    private Optional<Path> json;

    VerifyCommand() {
        super(InstallationSettings.BLOB_BUCKET, InstallationSettings.BLOB_ENDPOINT, InstallationSettings.BLOB_PREFIX);
    }

    private Kept kept = new Kept(State.BEGINNING, List.of());
    private int exitCode;

    /** How far a verification has come. */
    private record Kept(State state, List<Finding> findings) {}

    /** A blob that nothing points to. */
    private record Orphan(String blob, long bytes) {}

    /** The report in JSON. */
    private record Document(
            long objects, long parts, long bytes, long blobs, long damagedOrMissing, boolean orphansKnown, long orphans,
            List<Finding> findings, List<Orphan> orphanedBlobs) {}

    @Override
    int exitCode() {
        return exitCode;
    }

    @Override
    void run(OpenInstallation installation) {
        try {
            if (installation.local().isPresent()) {
                verify(installation.local().map(LocalData::verification).get(), compared.orElse(Compared.BYTES));
                return;
            }
            verifyInS3(installation.stores());
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailure("not everything could be verified", e);
        }
    }

    private void verifyInS3(Stores stores) throws IOException {
        Settings given = given();
        String bucket = given.find(InstallationSettings.BLOB_BUCKET)
                .orElseThrow(() -> new StartFailure("where are the blobs? Name their --blob-bucket"));
        try (S3Client s3 = S3Clients.to(given.find(InstallationSettings.BLOB_ENDPOINT), Optional.empty(), environment())) {
            S3BlobStore blobs = new S3BlobStore(s3, bucket, given.get(InstallationSettings.BLOB_PREFIX));
            verify(Verification.ofCloud(stores, blobs), compared.orElse(Compared.LENGTHS));
        }
    }

    private void verify(Verification verification, Compared what) throws IOException {
        Optional<Path> notes = progress.or(verification::progress);
        if (resume) {
            kept = read(notes);
        }
        List<Finding> findings = new ArrayList<>(kept.findings);
        State state = kept.state;
        if (what == Compared.BYTES && !state.ended()) {
            state = verification.scrub().run(state, Pace.of(rate * MEGABYTE), new Reading(notes, findings));
            if (!state.ended()) {
                throw new StartFailure("the verification was broken off: --resume goes on with it");
            }
        }
        List<Orphan> orphans = new ArrayList<>();
        BlobCensus.Report census = verification.census().run(what == Compared.LENGTHS, new Counting(verification, findings, orphans));
        report(state, census, findings, orphans);
        if (notes.isPresent()) {
            Files.deleteIfExists(notes.get());
        }
        exitCode = state.findings() + census.findings() > 0 ? DAMAGED : census.orphans() > 0 ? ORPHANED : 0;
    }

    private void found(Finding finding, List<Finding> findings) {
        if (!isJsonAlone()) {
            out().println(finding.bucket() + "/" + finding.key() + " (" + finding.versionId() + "): " + finding.problem());
        }
        if (findings.size() < MOST_KEPT) {
            findings.add(finding);
        }
    }

    /** Notes and tells now and then how far it has come. */
    private final class Reading implements Scrub.Watcher {

        private final Optional<Path> notes;
        private final List<Finding> findings;
        private long next = System.nanoTime() + BETWEEN_NOTES;

        Reading(Optional<Path> notes, List<Finding> findings) {
            this.notes = notes;
            this.findings = findings;
        }

        @Override
        public void found(Finding finding) {
            VerifyCommand.this.found(finding, findings);
        }

        @Override
        public boolean reached(State state) {
            if (System.nanoTime() - next < 0) {
                return true;
            }
            next = System.nanoTime() + BETWEEN_NOTES;
            write(notes, new Kept(state, findings));
            err().println("... " + read(state) + ", " + state.findings() + " damaged or missing");
            return !err().checkError();
        }
    }

    private final class Counting implements BlobCensus.Watcher {

        private final Verification verification;
        private final List<Finding> findings;
        private final List<Orphan> orphans;

        Counting(Verification verification, List<Finding> findings, List<Orphan> orphans) {
            this.verification = verification;
            this.findings = findings;
            this.orphans = orphans;
        }

        @Override
        public void found(Finding finding) {
            VerifyCommand.this.found(finding, findings);
        }

        @Override
        public void orphan(String id, long length) throws IOException {
            Optional<FileBlobStore> files = verification.files().filter(store -> quarantine);
            if (files.isPresent()) {
                files.get().setAside(id, "No record, part or queue named it when ./coffer verify --quarantine looked.");
            }
            if (!isJsonAlone()) {
                out().println("blob " + id + ": nothing points to it, " + ByteCount.text(length)
                        + (files.isPresent() ? "; moved to quarantine" : ""));
            }
            if (orphans.size() < MOST_KEPT) {
                orphans.add(new Orphan(id, length));
            }
        }
    }

    private void report(State state, BlobCensus.Report census, List<Finding> findings, List<Orphan> orphans) throws IOException {
        long damaged = state.findings() + census.findings();
        if (json.isPresent()) {
            String document = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new Document(
                    state.objects(), state.parts(), state.bytes(), census.blobs(), damaged, census.complete(), census.orphans(), findings,
                    orphans));
            if (isJsonAlone()) {
                out().println(document);
                return;
            }
            PrivateFile.write(json.get(), document + "\n");
        }
        String orphaned = census.complete()
                ? census.orphans() + " to which nothing points"
                : "to which of them nothing points is not known, since not all records can be read";
        out().println(read(state) + ": " + damaged + " damaged or missing. " + census.blobs() + " blobs, " + orphaned + ".");
    }

    private static String read(State state) {
        return "Read " + state.objects() + " objects and " + state.parts() + " parts of uploads, " + ByteCount.text(state.bytes());
    }

    private boolean isJsonAlone() {
        return json.filter(file -> file.endsWith(STANDARD_OUTPUT)).isPresent();
    }

    private Kept read(Optional<Path> notes) throws IOException {
        Path file = notes.orElseThrow(() -> new StartFailure("--resume needs --progress"));
        if (Files.notExists(file)) {
            throw new StartFailure("no verification was interrupted: " + file + " is not there");
        }
        return JSON.readValue(file.toFile(), Kept.class);
    }

    private static void write(Optional<Path> notes, Kept kept) {
        try {
            if (notes.isPresent()) {
                PrivateFile.write(notes.get(), JSON.writeValueAsString(kept));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
