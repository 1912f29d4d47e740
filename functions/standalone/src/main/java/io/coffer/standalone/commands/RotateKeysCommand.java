package io.coffer.standalone.commands;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.standalone.server.OpenInstallation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Changes the key that the master key is wrapped under, and no pair and no object. */
@Command(
        name = "rotate",
        description = {"Changes the key that the master key is wrapped under: master.key in the data directory, the file of --master-key,"
            + " or the KMS key. Every pair and every object stays as it is; servers and functions that run go on."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RotateKeysCommand extends InstallationCommand {

    @Option(names = "--new-master-key", paramLabel = "FILE",
            description = "The new key, 32 bytes (default: a fresh one). It takes the place of DATA/master.key; instead of a file that"
                    + " --master-key names, it is to be named from then on.")
    private Optional<Path> newMasterKey;

    @Option(names = "--new-kms-key", paramLabel = "KEY",
            description = "The KMS key that wraps the master key from then on: id, ARN or alias.")
    private Optional<String> newKmsKey;

    @Override
    void run(OpenInstallation installation) {
        if (installation.wrapping() instanceof KmsMasterKey byKms) {
            String key = newKmsKey.filter(any -> newMasterKey.isEmpty()).orElseThrow(() -> new ParameterException(
                    command().commandLine(), "KMS wraps the master key of this installation: name the new key with --new-kms-key"));
            byKms.rotate(key);
            out().println("The master key is wrapped by " + key + ". Whatever starts from now on needs --kms-key " + key
                    + " (COFFER_KMS_KEY), and may decrypt with it.");
        } else if (installation.wrapping() instanceof FileMasterKey byFile) {
            if (newKmsKey.isPresent()) {
                throw new ParameterException(command().commandLine(), "--new-kms-key goes with --kms-key");
            }
            rotate(byFile);
        }
    }

    private void rotate(FileMasterKey key) {
        newMasterKey.ifPresentOrElse(key::rotateTo, key::rotate);
        out().println("The master key is wrapped under " + newMasterKey.filter(any -> !key.isReplaced()).orElse(key.file())
                + ". Whatever starts from now on needs that file; backups of the tables from before need the old one.");
    }
}
