package io.coffer.standalone.commands;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the master key of an installation is wrapped under: a file's bytes or a key of KMS. */
final class MasterKeyOptions {

    @Option(names = "--master-key", paramLabel = "FILE", defaultValue = "${env:COFFER_MASTER_KEY_FILE}",
            description = "32 bytes under which the key is kept that seals secrets and objects' keys, for processes that share tables"
                    + " (COFFER_MASTER_KEY_FILE; default: master.key in the data directory, made at the first start).")
    private Optional<Path> masterKey;

    @Option(names = "--kms-key", paramLabel = "KEY", defaultValue = "${env:COFFER_KMS_KEY}",
            description = "The KMS key that wraps the master key of an installation in AWS; ./coffer keys create makes both that and the first"
                    + " access key pair (COFFER_KMS_KEY).")
    private Optional<String> kmsKey;

    @Option(names = "--kms-endpoint", paramLabel = "URL", defaultValue = "${env:COFFER_KMS_ENDPOINT}",
            description = "KMS's endpoint, where it is not AWS's own (COFFER_KMS_ENDPOINT).")
    private Optional<URI> kmsEndpoint;

    Optional<Path> masterKey() {
        return masterKey;
    }

    Optional<String> kmsKey() {
        return kmsKey;
    }

    Optional<URI> kmsEndpoint() {
        return kmsEndpoint;
    }
}
