package io.coffer.accounts;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.WrappedKeyStore;
import io.coffer.metadata.accounts.WrappedKeyStore.Kind;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The master key of an installation whose key-encryption key is a file of 32 random bytes. The master key is random, too, and stands in
 * the tables, wrapped under the file's. In installations older than that the file's bytes are the master key itself, until their first
 * rotation.
 *
 * <p>A rotation writes the fresh key beside the file, then commits the master key wrapped under it, then puts it in the file's place.
 * Whoever opens tries the file and what stands beside it, so that a rotation may end anywhere between.
 */
public final class FileMasterKey implements KeyWrapping {

    private final Path file;
    /** Whether nobody else changes the file while this process opens it. */
    private final boolean ours;
    /** Whether it is the one of a data directory, which starts open without naming it. */
    private final boolean home;
    private final Stores stores;
    private final WrappedKeyStore store;
    private final WrappedKeyStore storeOfKms;

    private FileMasterKey(Path file, boolean ours, boolean home, OrderedTables tables) {
        this.file = file;
        this.ours = ours;
        this.home = home;
        this.stores = Stores.over(tables, Clock.systemUTC());
        this.store = new WrappedKeyStore(tables, Kind.FILE);
        this.storeOfKms = new WrappedKeyStore(tables, Kind.KMS);
    }

    /**
     * Under the key file of a data directory, made with the installation; only its owner may read it. The directory is this process's own,
     * so nobody else changes the file meanwhile.
     */
    public static FileMasterKey in(Path data, OrderedTables tables) {
        return new FileMasterKey(file(data), true, true, tables);
    }

    /** As {@link #in}, for a process that does not hold the directory: the file is not made here. */
    public static FileMasterKey heldByAnother(Path data, OrderedTables tables) {
        return new FileMasterKey(file(data), false, true, tables);
    }

    /** Under a file that several processes may share. It is not made here: each would make its own. */
    public static FileMasterKey given(Path file, OrderedTables tables) {
        return new FileMasterKey(file, false, false, tables);
    }

    /** Where a data directory has its key file. */
    public static Path file(Path data) {
        return data.resolve("master.key");
    }

    /**
     * The key of an installation that has one: a read of the tables, in older installations up to six.
     *
     * @throws StartFailure if it has none yet, or the file is not its
     */
    @Override
    public MasterKey require() {
        return open().orElseThrow(() -> new StartFailure(
                "the installation has no master key yet: ./coffer serve makes it at its first start"));
    }

    /**
     * The installation's key, made if it has none; of several processes that begin together one wins and the others take its key.
     *
     * @throws StartFailure if the file is not the installation's
     */
    @Override
    public MasterKey openOrMake() {
        Optional<MasterKey> opened = open();
        if (opened.isPresent()) {
            return opened.get();
        }
        if (ours && Files.notExists(file)) {
            write(file, SecretSeal.newMasterKey());
        }
        store.putIfAbsent(new KeyWrap(read(file)).wrap(MasterKey.of(SecretSeal.newMasterKey())));
        return require();
    }

    /** Empty for a new installation. */
    private Optional<MasterKey> open() {
        Optional<byte[]> wrapped = store.find();
        if (wrapped.isEmpty()) {
            if (storeOfKms.find().isPresent()) {
                throw new StartFailure("the installation's master key is wrapped by KMS: name its key with --kms-key");
            }
            if (stores.accounts().find(AccountOpening.FIRST_ACCOUNT).isEmpty()) {
                return Optional.empty();
            }
            // Read before it is asked again whether a rotation has begun: so these are the bytes from before any.
            byte[] bytes = readIfThere(file).orElse(null);
            wrapped = store.find();
            if (wrapped.isEmpty()) {
                return Optional.of(older(bytes));
            }
        }
        return Optional.of(unwrap(wrapped.get()));
    }

    /** In a new installation the first account comes after the wrapped key: one without that key was there before such keys were. */
    private MasterKey older(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw missing();
        }
        SecretSeal seal = new SecretSeal(bytes);
        stores.users().find(AccountOpening.FIRST_ACCOUNT, User.ROOT).stream()
                .flatMap(root -> root.accessKeyIds().stream())
                .flatMap(id -> stores.keys().find(id).stream())
                .findFirst()
                .ifPresent(key -> requireOpens(seal, key));
        return MasterKey.of(bytes);
    }

    private void requireOpens(SecretSeal seal, AccessKeyRecord key) {
        try {
            seal.open(key.id(), key.sealedSecret());
        } catch (IllegalStateException e) {
            throw another();
        }
    }

    private MasterKey unwrap(byte[] found) {
        byte[] tried = null;
        Optional<byte[]> wrapped = Optional.of(found);
        // Where none opens it, another rotation may have come between the looks at the tables and at the files.
        while (wrapped.isPresent() && !Arrays.equals(wrapped.get(), tried)) {
            tried = wrapped.get();
            Optional<MasterKey> opened = unwrap(file, tried);
            if (opened.isPresent()) {
                return opened.get();
            }
            opened = unwrap(next(), tried);
            if (opened.isPresent() && ours) {
                replaceFile();
            }
            // What stood beside the file a moment ago may stand in its place by now.
            opened = opened.isPresent() ? opened : unwrap(file, tried);
            if (opened.isPresent()) {
                return opened.get();
            }
            wrapped = store.find();
        }
        throw Files.exists(file) ? another() : missing();
    }

    private static Optional<MasterKey> unwrap(Path file, byte[] wrapped) {
        return readIfThere(file).flatMap(bytes -> new KeyWrap(bytes).unwrap(wrapped));
    }

    /**
     * Wraps the master key under a fresh key in the file's place. What was sealed under the master key, and who holds it, is left alone.
     *
     * @throws StartFailure if the file is not the installation's, or another rotation is under way
     */
    public void rotate() {
        rotate(SecretSeal.newMasterKey());
    }

    private void rotate(byte[] key) {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = PrivateFile.openOrMake(beside); FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw underWay();
            }
            // What a rotation that died has left is put in its place before it is written over.
            byte[] before = store.find().orElse(null);
            MasterKey masterKey = require();
            if (before != null && unwrap(file, before).isEmpty() && unwrap(next(), before).isPresent()) {
                replaceFile();
            }
            requireOther(key, read(file));
            write(next(), key);
            if (!store.replace(before, new KeyWrap(key).wrap(masterKey))) {
                Files.deleteIfExists(next());
                throw underWay();
            }
            replaceFile();
        } catch (OverlappingFileLockException e) {
            throw underWay();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Wraps the master key under the bytes of another file. They take the place of a data directory's; a file that was given is left as it
     * is, and the other one is to be given from now on.
     *
     * @throws StartFailure as {@link #rotate()}
     */
    public void rotateTo(Path other) {
        byte[] key = read(other);
        if (home) {
            rotate(key);
            return;
        }
        byte[] before = store.find().orElse(null);
        MasterKey masterKey = require();
        requireOther(key, read(file));
        if (!store.replace(before, new KeyWrap(key).wrap(masterKey))) {
            throw underWay();
        }
    }

    private static void requireOther(byte[] key, byte[] old) {
        if (Arrays.equals(key, old)) {
            throw new StartFailure("the new key is the old one");
        }
    }

    /** Where the key is that the master key is wrapped under. */
    public Path file() {
        return file;
    }

    /** Whether a rotation to another file puts its bytes in this one's place. */
    public boolean isReplaced() {
        return home;
    }

    private Path next() {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    private void replaceFile() {
        try {
            PrivateFile.move(next(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] key) {
        try {
            PrivateFile.write(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The bytes of a key file.
     *
     * @throws StartFailure if it cannot be read or has not 32 bytes
     */
    public static byte[] read(Path file) {
        return readIfThere(file).orElseThrow(() -> new StartFailure(
                "cannot read the master key " + file + "; make it of " + SecretSeal.KEY_LENGTH + " random bytes"));
    }

    private static Optional<byte[]> readIfThere(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length != SecretSeal.KEY_LENGTH) {
                throw new StartFailure("the master key " + file + " has " + key.length + " bytes instead of " + SecretSeal.KEY_LENGTH);
            }
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            // A rotation that ended meanwhile has moved it.
            return Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("cannot read the master key " + file + ": " + e.getMessage());
        }
    }

    private StartFailure another() {
        return new StartFailure("the master key " + file + " is not the one that the installation's tables are sealed under");
    }

    private StartFailure missing() {
        return new StartFailure("cannot read the master key " + file + ", and what the installation's tables hold is sealed under it");
    }

    private StartFailure underWay() {
        return new StartFailure("another rotation of the master key is under way");
    }
}
