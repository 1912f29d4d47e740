package io.coffer.standalone.commands;

import io.coffer.accounts.DataDirectory;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.RootKeys;
import io.coffer.accounts.StartFailure;
import io.coffer.auth.SignatureVersions;
import io.coffer.metadata.BucketNetwork;
import io.coffer.pipeline.Backend;
import io.coffer.standalone.observation.RequestLog;
import io.coffer.standalone.server.AccountsFile;
import io.coffer.standalone.server.CloudStores;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.server.ServeOptions.Blobs;
import io.coffer.standalone.server.ServeOptions.BucketNames;
import io.coffer.standalone.server.ServeOptions.Console;
import io.coffer.standalone.server.ServeOptions.Encrypted;
import io.coffer.standalone.server.ServeOptions.Lifecycle;
import io.coffer.standalone.server.ServeOptions.MetadataEngine;
import io.coffer.standalone.server.ServeOptions.Observation;
import io.coffer.standalone.server.ServeOptions.Usage;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Opens the data directory, its keys and certificates, and serves until the process is told to stop. */
@Command(
        name = "serve",
        description = "Serves S3's API from one process until it is stopped. Each option can be set by an environment variable.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private DataOption data;

    @Option(names = "--host", defaultValue = "${env:COFFER_HOST:-127.0.0.1}",
            description = "The address to bind to (COFFER_HOST; default: 127.0.0.1). Off loopback, plain HTTP only redirects to HTTPS.")
    private String host;

    @Option(names = "--port", converter = PortNumber.class, defaultValue = "${env:COFFER_PORT:-9000}",
            description = "The port of plain HTTP (COFFER_PORT; default: 9000).")
    private int port;

    @Option(names = "--tls-port", converter = PortNumber.class, defaultValue = "${env:COFFER_TLS_PORT:-9443}",
            description = "The port of HTTPS (COFFER_TLS_PORT; default: 9443).")
    private int tlsPort;

    @Option(names = "--domain", defaultValue = "${env:COFFER_DOMAIN:-localhost}",
            description = "Buckets are also served at BUCKET.DOMAIN (COFFER_DOMAIN; default: localhost).")
    private String domain;

    @Option(names = "--region", defaultValue = "${env:COFFER_REGION:-us-east-1}",
            description = "The region requests are signed for (COFFER_REGION; default: us-east-1).")
    private String region;

    @Option(names = "--accounts", paramLabel = "FILE", defaultValue = "${env:COFFER_ACCOUNTS}",
            description = "Accounts beside the first one: an AWS credentials file, each profile with an aws_account_id (COFFER_ACCOUNTS).")
    private Optional<Path> accounts;

    @Option(names = "--bucket-names", defaultValue = "${env:COFFER_BUCKET_NAMES:-aws}",
            description = "Whose rules new buckets' names follow: ${COMPLETION-CANDIDATES} (COFFER_BUCKET_NAMES; default: aws). Filebase's"
                    + " have no dots.")
    private BucketNames bucketNames;

    @Option(names = "--network", defaultValue = "${env:COFFER_NETWORK:-none}",
            description = "Which network new buckets are on that say nothing of it: ${COMPLETION-CANDIDATES} (COFFER_NETWORK; default:"
                    + " none). On ipfs each object has a content id.")
    private BucketNetwork network;

    @Option(names = "--min-part-size", paramLabel = "BYTES", defaultValue = "${env:COFFER_MIN_PART_SIZE:-" + Backend.MIN_PART_SIZE + "}",
            description = "What every part of an upload but its last must have (COFFER_MIN_PART_SIZE; default: AWS's 5 MiB).")
    private long minPartSize;

    @Option(names = "--tls-cert", paramLabel = "FILE", defaultValue = "${env:COFFER_TLS_CERT}",
            description = "A certificate chain to serve, in PEM, instead of our own (COFFER_TLS_CERT).")
    private Optional<Path> tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", defaultValue = "${env:COFFER_TLS_KEY}",
            description = "Its private key, in PEM (COFFER_TLS_KEY).")
    private Optional<Path> tlsKey;

    @Option(names = "--encrypt", defaultValue = "${env:COFFER_ENCRYPT:-asked}",
            description = "Which objects are encrypted where they are stored: ${COMPLETION-CANDIDATES} (COFFER_ENCRYPT; default: asked).")
    private Encrypted encrypted;

    @Option(names = "--sigv2", defaultValue = "${env:COFFER_SIGV2:-false}",
            description = "Takes requests, links and forms that old tools sign by Signature Version 2, too (COFFER_SIGV2=true).")
    private boolean sigV2;

    @Mixin
    private MasterKeyOptions keys;

    @Mixin
    private StorageOptions storage;

    @Mixin
    private LifecycleOptions lifecycle;

    @Mixin
    private UsageOptions usage;

    @Mixin
    private ConsoleOptions console;

    @Mixin
    private ObservationOptions observation;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            throw new ParameterException(command.commandLine(), "--tls-cert and --tls-key go together");
        }
        if (keys.kmsKey().isPresent() && (keys.masterKey().isPresent() || storage.metadata().engine() != MetadataEngine.DYNAMODB)) {
            throw new ParameterException(command.commandLine(), "--kms-key goes with --metadata dynamodb and without --master-key");
        }
        keys.masterKey().ifPresent(FileMasterKey::read);
        Blobs blobs = storage.blobs();
        Lifecycle rules = lifecycle.lifecycle();
        Usage counts = usage.usage();
        Console pages = console.console();
        Observation told = observation.observation();
        port = free(port);
        tlsPort = free(tlsPort);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger();
        try (DataDirectory directory = DataDirectory.open(data.directory())) {
            if (directory.isOpenToOthers()) {
                System.err.println("coffer: others may enter the data directory: chmod 700 '" + directory.path() + "'");
            }
            boolean firstStart = RootKeys.kept(directory.path()).isEmpty();
            ServeOptions options = options(directory, blobs, rules, counts, pages, told);
            TlsFiles tls = tlsCertificate.isPresent()
                    ? TlsFiles.given(tlsCertificate.get(), tlsKey.get())
                    : TlsFiles.in(directory.path().resolve("tls"), options.host(), options.domain());
            Stopping stopping = new Stopping();
            open(new ServerStart(options, tls, firstStart, ControlCommands::run, stopping));
            try {
                CloudStores.settings(options).forEach(System::setProperty);
                options.observation().requestLog().map(RequestLog::settings).orElse(Map.of()).forEach(System::setProperty);
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

    /** What is wrong with the data directory is said in a line. */
    private static void open(ServerStart start) {
        try {
            Serving.open(start);
        } catch (IOException e) {
            throw new StartFailure("cannot open " + start.options().data() + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new StartFailure("cannot open " + start.options().data() + ": " + e.getCause().getMessage());
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

    private ServeOptions options(DataDirectory directory, Blobs blobs, Lifecycle rules, Usage counts, Console pages,
            Observation told) {
        return new ServeOptions(
                directory.path(), host, port, tlsPort, domain.toLowerCase(Locale.ROOT), region, rootKeys(directory.path()),
                accounts.map(AccountsFile::read).orElse(List.of()), bucketNames, network, minPartSize, keys.masterKey(),
                keys.kmsKey(), keys.kmsEndpoint(), encrypted,
                sigV2 ? SignatureVersions.ALSO_2 : SignatureVersions.ONLY_4, storage.metadata(), blobs, rules, counts, pages, told);
    }

    /**
     * The pair the environment presets, or the one kept, or a fresh one; kept from now on. Where KMS keeps the master key, the tables keep
     * the pairs, and only a preset one is added to them.
     */
    private Optional<RootKeys.Opened> rootKeys(Path directory) {
        return keys.kmsKey().isPresent()
                ? RootKeys.preset(System.getenv()).map(pair -> new RootKeys.Opened(pair, false))
                : Optional.of(RootKeys.open(directory, System.getenv()));
    }

    /** The port, or if it is 0 any; taken ports are told of before a directory is opened. */
    private int free(int wanted) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
            return probe.getLocalPort();
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
