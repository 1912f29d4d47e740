package io.coffer.accounts;

import io.coffer.auth.SecretSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key under which stored secrets and objects' data keys are sealed: without it neither can be read. It prints nothing of itself. */
public final class MasterKey {

    private static final String FILE = "master.key";

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    /** @param key 32 bytes, from now on nobody else's */
    static MasterKey of(byte[] key) {
        return new MasterKey(key);
    }

    private static MasterKey read(Path file) throws IOException {
        byte[] key = Files.readAllBytes(file);
        if (key.length != SecretSeal.KEY_LENGTH) {
            throw new StartFailure("the master key " + file + " has " + key.length + " bytes instead of " + SecretSeal.KEY_LENGTH);
        }
        return new MasterKey(key);
    }

    public static Path file(Path data) {
        return data.resolve(FILE);
    }

    /**
     * The key of a data directory, made at the first start; only its owner may read it. The directory is this process's own, so nobody else
     * makes one meanwhile.
     */
    public static MasterKey in(Path data) throws IOException {
        Path file = file(data);
        if (Files.notExists(file)) {
            PrivateFile.write(file, SecretSeal.newMasterKey());
        }
        return read(file);
    }

    /**
     * A key that several processes may share. It is not made here: of two that began together each would seal under its own.
     *
     * @throws StartFailure where there is none
     */
    public static MasterKey given(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new StartFailure("cannot read the master key " + file + "; make it of " + SecretSeal.KEY_LENGTH + " random bytes");
        }
        return read(file);
    }

    public byte[] bytes() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }
}
