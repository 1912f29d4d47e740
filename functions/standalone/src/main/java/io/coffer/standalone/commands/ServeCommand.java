package io.coffer.standalone.commands;

import io.coffer.accounts.DataDirectory;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.RootKeys;
import io.coffer.accounts.StartFailure;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Settings;
import io.coffer.standalone.observation.RequestLog;
import io.coffer.standalone.server.AccountsFile;
import io.coffer.standalone.server.CloudStores;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.server.ServeSettings;
import io.coffer.standalone.server.ServeSettings.BlobTier;
import io.coffer.standalone.server.ServeSettings.MetadataEngine;
import io.coffer.standalone.server.ServerStart;
import io.coffer.standalone.server.Stopping;
import io.coffer.standalone.start.Serving;
import io.coffer.standalone.tls.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Opens the data directory, its keys and certificates, and serves until the process is told to stop. */
@Command(
        name = "serve",
        description = "Serves S3's API from one process until it is stopped. Each option can be set by an environment variable.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer>, TakesSettings {

    private static final int SHORTEST_TOKEN = 16;

    @Spec
    private CommandSpec command;

    private final SettingOptions options = new SettingOptions(ServeSettings.ALL);

    @Override
    public SettingOptions settings() {
        return options;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read(command, System.getenv());
        requireFitting(settings);
        settings.find(InstallationSettings.MASTER_KEY).ifPresent(FileMasterKey::read);
        Optional<String> metricsToken = settings.find(ServeSettings.METRICS_TOKEN).map(ServeCommand::token);
        String host = settings.get(ServeSettings.HOST);
        requireFree(host, settings.get(ServeSettings.PORT));
        requireFree(host, settings.get(ServeSettings.TLS_PORT));
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger();
        try (DataDirectory directory = DataDirectory.open(GivenData.directory(settings))) {
            if (directory.isOpenToOthers()) {
                System.err.println("coffer: others may enter the data directory: chmod 700 '" + directory.path() + "'");
            }
            boolean firstStart = RootKeys.kept(directory.path()).isEmpty();
            ServeOptions told = new ServeOptions(settings, directory.path(), rootKeys(settings, directory.path()),
                    settings.find(ServeSettings.ACCOUNTS).map(AccountsFile::read).orElse(List.of()), metricsToken);
            Stopping stopping = new Stopping();
            open(new ServerStart(told, tls(told), firstStart, ControlCommands::run, stopping));
            try {
                CloudStores.settings(told).forEach(System::setProperty);
                told.requestLog().map(RequestLog::settings).orElse(Map.of()).forEach(System::setProperty);
                exitOnSignal(stopping, stopped, exitCode);
                Serving.run((code, failure) -> ended(code, failure, exitCode));
            } finally {
                Serving.close();
            }
        } finally {
            stopped.countDown();
        }
        return exitCode.get();
    }

    private void requireFitting(Settings settings) {
        if (settings.find(ServeSettings.TLS_CERT).isPresent() != settings.find(ServeSettings.TLS_KEY).isPresent()) {
            throw new ParameterException(command.commandLine(), "--tls-cert and --tls-key go together");
        }
        boolean inDynamoDb = settings.get(ServeSettings.METADATA) == MetadataEngine.DYNAMODB;
        if (settings.find(InstallationSettings.KMS_KEY).isPresent()
                && (settings.find(InstallationSettings.MASTER_KEY).isPresent() || !inDynamoDb)) {
            throw new ParameterException(command.commandLine(), "--kms-key goes with --metadata dynamodb and without --master-key");
        }
        if (settings.get(ServeSettings.BLOBS) == BlobTier.S3 && settings.find(InstallationSettings.BLOB_BUCKET).isEmpty()) {
            throw new ParameterException(command.commandLine(), "--blobs s3 needs --blob-bucket or COFFER_BLOB_BUCKET");
        }
    }

    private static TlsFiles tls(ServeOptions options) throws IOException {
        Optional<Path> certificate = options.settings().find(ServeSettings.TLS_CERT);
        return certificate.isPresent()
                ? TlsFiles.given(certificate.get(), options.settings().get(ServeSettings.TLS_KEY))
                : TlsFiles.in(options.data().resolve("tls"), options.host(), options.domain());
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.length() < SHORTEST_TOKEN) {
                throw new StartFailure("the token in " + file + " has less than " + SHORTEST_TOKEN + " characters");
            }
            return token;
        } catch (IOException e) {
            throw new StartFailure("cannot read the token in " + file + ": " + e.getMessage());
        }
    }

    /** What is wrong with the data directory is said in a line. */
    private static void open(ServerStart start) {
        try {
            Serving.open(start);
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailure("cannot open " + start.options().data(), e);
        }
    }

    /** Says what kept the server from starting, of a chain of causes the first; the rest is Quarkus telling where it was. */
    private static void ended(int code, Throwable failure, AtomicInteger exitCode) {
        exitCode.set(code);
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause != null) {
            System.err.println("coffer: cannot start: " + cause);
        }
    }

    /**
     * The pair the environment presets, or the one kept, or a fresh one; kept from now on. If KMS keeps the master key, the tables keep
     * the pairs, and only a preset one is added to them.
     */
    private static Optional<RootKeys.Opened> rootKeys(Settings settings, Path directory) {
        return settings.find(InstallationSettings.KMS_KEY).isPresent()
                ? RootKeys.preset(System.getenv()).map(pair -> new RootKeys.Opened(pair, false))
                : Optional.of(RootKeys.open(directory, System.getenv()));
    }

    /** A taken port is told of before a directory is opened. */
    private static void requireFree(String host, int wanted) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
        } catch (UnknownHostException e) {
            throw new StartFailure("the host " + host + " has no address");
        } catch (IOException e) {
            throw new StartFailure("cannot listen on " + host + " port " + wanted + ": " + e.getMessage()
                    + "; --port and --tls-port choose other ports");
        }
    }

    /** A process that SIGTERM or SIGINT ended in good order has succeeded; the JVM by itself would report the signal. */
    private static void exitOnSignal(Stopping stopping, CountDownLatch stopped, AtomicInteger exitCode) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping.begin();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Runtime.getRuntime().halt(1);
            }
            Runtime.getRuntime().halt(exitCode.get());
        }, "exit"));
    }
}
