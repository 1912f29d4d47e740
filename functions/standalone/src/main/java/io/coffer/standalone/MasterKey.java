package io.coffer.standalone;

import io.coffer.auth.SecretSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key file of a data directory, under which stored secrets are sealed. Only its owner may read it. */
final class MasterKey {

    private static final String FILE = "master.key";

    private MasterKey() {}

    /** Reads the key, or makes one at the first start. The directory is this process's own, so nobody else makes one meanwhile. */
    static SecretSeal seal(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (Files.notExists(file)) {
            PrivateFile.write(file, SecretSeal.newMasterKey());
        }
        return new SecretSeal(Files.readAllBytes(file));
    }
}
