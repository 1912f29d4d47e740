package io.coffer.standalone.commands;

import io.coffer.accounts.DataDirectory;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.KeyWrapping;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.FileBlobStore;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Setting;
import io.coffer.settings.Settings;
import io.coffer.standalone.control.ControlClient;
import io.coffer.standalone.control.ControlSocket;
import io.coffer.standalone.data.DataLayout;
import io.coffer.standalone.data.InstallationParts;
import io.coffer.standalone.server.LocalData;
import io.coffer.standalone.server.OpenInstallation;
import io.coffer.standalone.server.ServeSettings;
import io.coffer.standalone.server.ServeSettings.MetadataEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Which installation an operator's command works on: a data directory's, or that of tables in DynamoDB. */
final class GivenInstallation {

    static final List<Setting<?>> SETTINGS = List.of(
            ServeSettings.DATA, ServeSettings.METADATA, InstallationSettings.DYNAMODB_ENDPOINT, InstallationSettings.TABLE_PREFIX,
            InstallationSettings.MASTER_KEY, InstallationSettings.KMS_KEY, InstallationSettings.KMS_ENDPOINT);


    /** How long a server may take from holding its data directory to taking commands. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Settings settings;
    private final Optional<String> kmsKey;
    private final Optional<Path> masterKey;

    /** @param settings at least {@link #SETTINGS} */
    GivenInstallation(Settings settings) {
        this.settings = settings;
        this.kmsKey = settings.find(InstallationSettings.KMS_KEY);
        this.masterKey = settings.find(InstallationSettings.MASTER_KEY);
    }

    /**
     * Has the installation worked on: here if nobody else holds it, else by the server that does.
     *
     * @return the exit code
     */
    int carryOut(CommandSpec command, Consumer<OpenInstallation> work) throws InterruptedException {
        Path data = GivenData.directory(settings);
        try {
            if (kmsKey.isPresent() || settings.get(ServeSettings.METADATA) == MetadataEngine.DYNAMODB) {
                onTables(data, work);
                return ExitCode.OK;
            }
            return inDirectory(command, data, work);
        } catch (SdkException e) {
            throw new StartFailure(e.getMessage());
        } catch (MetadataBusy e) {
            throw new StartFailure("the tables are busy: try again");
        } catch (IOException e) {
            throw new StartFailure("cannot use " + data + ": " + e.getMessage());
        }
    }

    private void onTables(Path data, Consumer<OpenInstallation> work) {
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), settings.find(InstallationSettings.DYNAMODB_ENDPOINT))) {
            OrderedTables tables = new DynamoDbTables(dynamoDb, settings.get(InstallationSettings.TABLE_PREFIX));
            InstallationMark.requireReadable(tables, true);
            if (kmsKey.isPresent()) {
                try (KmsClient kms = client(KmsClient.builder(), settings.find(InstallationSettings.KMS_ENDPOINT))) {
                    work.accept(onTables(tables, new KmsMasterKey(kms, kmsKey.get(), tables)));
                }
            } else {
                work.accept(onTables(tables, masterKey
                        .map(file -> FileMasterKey.given(file, tables))
                        .orElseGet(() -> FileMasterKey.heldByAnother(data, tables))));
            }
        }
    }

    private static OpenInstallation onTables(OrderedTables tables, KeyWrapping wrapping) {
        return OpenInstallation.inTables(new Installation(tables, wrapping, Clock.systemUTC()));
    }

    private int inDirectory(CommandSpec command, Path data, Consumer<OpenInstallation> work) throws IOException, InterruptedException {
        List<String> arguments = command.root().commandLine().getParseResult().originalArgs();
        long until = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (!Files.isDirectory(data)) {
                throw none(data);
            }
            Optional<DataDirectory> free = DataDirectory.openIfFree(data);
            if (free.isPresent()) {
                try (DataDirectory directory = free.get()) {
                    inDirectory(directory.path(), work);
                    return ExitCode.OK;
                }
            }
            Optional<ControlSocket.Answer> answer = ControlClient.ask(
                    data, new ControlSocket.Command(Path.of("").toAbsolutePath().toString(), arguments, ControlClient.environment()),
                    part -> print(command, part.output(), part.errors()));
            if (answer.isPresent()) {
                print(command, answer.get().output(), answer.get().errors());
                return answer.get().exitCode();
            }
            Thread.sleep(PAUSE.toMillis());
        } while (System.nanoTime() < until);
        throw new StartFailure("the data directory " + data + " is in use by a process that takes no commands: end it and try again");
    }

    private static void print(CommandSpec command, String output, String errors) {
        command.commandLine().getOut().print(output);
        command.commandLine().getOut().flush();
        command.commandLine().getErr().print(errors);
        command.commandLine().getErr().flush();
    }

    private void inDirectory(Path directory, Consumer<OpenInstallation> work) throws IOException {
        Path metadata = DataLayout.tables(directory);
        if (!Files.isDirectory(metadata)) {
            throw none(directory);
        }
        new InstallationParts(directory, true, false).requireMounted();
        try (EmbeddedTables tables = EmbeddedTables.open(metadata)) {
            FileMasterKey key = masterKey
                    .map(file -> FileMasterKey.given(file, tables))
                    .orElseGet(() -> FileMasterKey.in(directory, tables));
            Installation installation = new Installation(tables, key, Clock.systemUTC());
            if (Files.notExists(DataLayout.blobs(directory))) {
                work.accept(OpenInstallation.inDirectory(installation, directory, Optional.empty()));
                return;
            }
            try (FileBlobStore blobs = FileBlobStore.open(DataLayout.blobs(directory))) {
                LocalData local = LocalData.of(directory, tables, installation.stores(), blobs, new ReentrantLock());
                work.accept(OpenInstallation.inDirectory(installation, directory, Optional.of(local)));
            }
        }
    }

    private StartFailure none(Path data) {
        return new StartFailure("there is no installation in " + data + ": ./coffer serve makes it at its first start");
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
