package io.coffer.standalone;

import io.coffer.auth.SecretSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The key file of a data directory, under which stored secrets are sealed. Only its owner may read it. */
final class MasterKey {

    private static final String FILE = "master.key";

    private MasterKey() {}

    /** Reads the key, or makes one at the first start. */
    static SecretSeal seal(Path data) throws IOException {
        Path file = data.resolve(FILE);
        byte[] fresh = SecretSeal.newMasterKey();
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(fresh));
            return new SecretSeal(fresh);
        } catch (FileAlreadyExistsException e) {
            return new SecretSeal(Files.readAllBytes(file));
        }
    }
}
