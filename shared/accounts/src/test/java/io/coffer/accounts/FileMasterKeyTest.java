package io.coffer.accounts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.accounts.WrappedKeyStore;
import io.coffer.metadata.accounts.WrappedKeyStore.Kind;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMasterKeyTest {

    private static final AccessKeyPair PAIR = new AccessKeyPair("AKIAEXAMPLE", "secret");

    @TempDir
    Path directory;

    private OrderedTables tables;
    private Stores stores;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        stores = Stores.over(tables, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private Path file() {
        return FileMasterKey.file(directory);
    }

    private Path next() {
        return directory.resolve("master.key.next");
    }

    private FileMasterKey ours() {
        return FileMasterKey.in(directory, tables);
    }

    private FileMasterKey shared() {
        return FileMasterKey.given(file(), tables);
    }

    private byte[] wrapped() {
        return new WrappedKeyStore(tables, Kind.FILE).find().orElse(null);
    }

    private void openFirst(MasterKey key) {
        new AccountOpening(stores, key, Clock.systemUTC()).openFirst(PAIR);
    }

    /** As versions of before wrapped keys left it: secrets sealed under the file's own bytes. */
    private byte[] olderInstallation() throws IOException {
        byte[] bytes = SecretSeal.newMasterKey();
        PrivateFile.write(file(), bytes);
        openFirst(MasterKey.of(bytes));
        return bytes;
    }

    private void assertSecretOpens(MasterKey key) {
        byte[] sealed = stores.keys().find(PAIR.accessKeyId()).orElseThrow().sealedSecret();
        assertEquals(PAIR.secretAccessKey(), new SecretSeal(key.bytes()).open(PAIR.accessKeyId(), sealed));
    }

    private void assertRefused(Runnable opening, String why) {
        String message = assertThrows(StartFailure.class, opening::run).getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void aNewInstallationGetsARandomKeyWrappedUnderAFileOfItsOwnersAlone() throws IOException {
        byte[] made = ours().openOrMake().bytes();

        assertEquals(SecretSeal.KEY_LENGTH, made.length);
        assertFalse(Arrays.equals(made, Files.readAllBytes(file())));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertArrayEquals(made, ours().openOrMake().bytes());
        assertArrayEquals(made, shared().require().bytes());
        for (int at = 0; at + made.length <= wrapped().length; at++) {
            assertFalse(Arrays.equals(made, Arrays.copyOfRange(wrapped(), at, at + made.length)), "the key lies open in the tables");
        }
    }

    @Test
    void whoOnlyReadsMakesNothing() {
        assertRefused(shared()::require, "no master key yet");
        assertRefused(ours()::require, "no master key yet");
        assertRefused(shared()::openOrMake, "cannot read the master key");
        assertTrue(Files.notExists(file()));
    }

    @Test
    void ofSeveralThatBeginTogetherAllHaveTheSame() throws Exception {
        Files.write(file(), SecretSeal.newMasterKey());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> openings = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                openings.add(() -> {
                    MasterKey key = shared().openOrMake();
                    openFirst(key);
                    return key.bytes();
                });
            }
            for (Future<byte[]> key : threads.invokeAll(openings)) {
                assertArrayEquals(shared().require().bytes(), key.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anOlderInstallationGoesOnWithTheFilesBytes() throws IOException {
        byte[] bytes = olderInstallation();

        assertArrayEquals(bytes, ours().openOrMake().bytes());
        assertArrayEquals(bytes, shared().require().bytes());
        assertEquals(null, wrapped());
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        openFirst(ours().openOrMake());
        Files.write(file(), SecretSeal.newMasterKey());
        assertRefused(ours()::openOrMake, "is not the one");
        assertRefused(ours()::rotate, "is not the one");
    }

    @Test
    void anotherFileIsRefusedInAnOlderInstallation() throws IOException {
        olderInstallation();
        Files.write(file(), SecretSeal.newMasterKey());
        assertRefused(ours()::openOrMake, "is not the one");
        assertRefused(ours()::rotate, "is not the one");
        assertEquals(null, wrapped());
    }

    @Test
    void aLostFileIsNotMadeAnew() throws IOException {
        openFirst(ours().openOrMake());
        Files.delete(file());
        assertRefused(ours()::openOrMake, "cannot read the master key");
        assertTrue(Files.notExists(file()));
    }

    @Test
    void aLostFileOfAnOlderInstallationIsNotMadeAnew() throws IOException {
        olderInstallation();
        Files.delete(file());
        assertRefused(ours()::openOrMake, "cannot read the master key");
        assertTrue(Files.notExists(file()));
    }

    @Test
    void aFileOfAnotherLengthIsRefused() throws IOException {
        Files.write(file(), new byte[31]);
        assertRefused(ours()::openOrMake, "has 31 bytes instead of 32");
    }

    @Test
    void aWrappedKeyThatWasChangedDoesNotOpen() {
        ours().openOrMake();
        byte[] changed = wrapped();
        changed[changed.length - 1] ^= 1;
        assertTrue(new WrappedKeyStore(tables, Kind.FILE).replace(wrapped(), changed));
        assertRefused(ours()::openOrMake, "is not the one");
    }

    @Test
    void anInstallationOfKmsGetsNoKeyFromAFile() throws IOException {
        new WrappedKeyStore(tables, Kind.KMS).putIfAbsent(new byte[] {1});
        Files.write(file(), SecretSeal.newMasterKey());
        assertRefused(shared()::openOrMake, "--kms-key");
    }

    @Test
    void aRotationChangesTheFileAndNotTheKey() throws IOException {
        MasterKey key = ours().openOrMake();
        openFirst(key);
        byte[] old = Files.readAllBytes(file());
        byte[] oldWrapped = wrapped();

        ours().rotate();

        assertFalse(Arrays.equals(old, Files.readAllBytes(file())));
        assertFalse(Arrays.equals(oldWrapped, wrapped()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertTrue(Files.notExists(next()));
        assertArrayEquals(key.bytes(), ours().openOrMake().bytes());
        assertSecretOpens(shared().require());
        Files.write(file(), old);
        assertRefused(ours()::openOrMake, "is not the one");
    }

    @Test
    void aRotationWrapsTheKeyOfAnOlderInstallation() throws IOException {
        byte[] bytes = olderInstallation();

        ours().rotate();

        assertFalse(Arrays.equals(bytes, Files.readAllBytes(file())));
        assertArrayEquals(bytes, ours().openOrMake().bytes());
        assertSecretOpens(ours().openOrMake());
        ours().rotate();
        assertSecretOpens(ours().openOrMake());
    }

    @Test
    void aRotationCanBeGivenTheNewKey() throws IOException {
        byte[] key = ours().openOrMake().bytes();
        byte[] given = SecretSeal.newMasterKey();
        Path other = Files.write(directory.resolve("other.key"), given);

        ours().rotateTo(other);

        assertArrayEquals(given, Files.readAllBytes(file()));
        assertArrayEquals(key, ours().openOrMake().bytes());
        assertRefused(() -> ours().rotateTo(other), "the new key is the old one");
    }

    @Test
    void aRotationToAnotherFileLeavesTheOldOne() throws IOException {
        Files.write(file(), SecretSeal.newMasterKey());
        byte[] key = shared().openOrMake().bytes();
        byte[] old = Files.readAllBytes(file());
        Path other = Files.write(directory.resolve("other.key"), SecretSeal.newMasterKey());

        shared().rotateTo(other);

        assertArrayEquals(old, Files.readAllBytes(file()));
        assertArrayEquals(key, FileMasterKey.given(other, tables).require().bytes());
        assertRefused(shared()::require, "is not the one");
    }

    /** The cut before the commit: the fresh key lies there, and opens nothing. */
    @Test
    void aRotationMayEndBeforeItsCommit() throws IOException {
        byte[] key = ours().openOrMake().bytes();
        PrivateFile.write(next(), SecretSeal.newMasterKey());

        assertArrayEquals(key, shared().require().bytes());
        assertArrayEquals(key, ours().openOrMake().bytes());
        ours().rotate();
        assertArrayEquals(key, ours().openOrMake().bytes());
        assertTrue(Files.notExists(next()));
    }

    @Test
    void aRotationOfAnOlderInstallationMayEndBeforeItsCommit() throws IOException {
        byte[] key = olderInstallation();
        PrivateFile.write(next(), SecretSeal.newMasterKey());

        assertArrayEquals(key, ours().openOrMake().bytes());
        ours().rotate();
        assertArrayEquals(key, ours().openOrMake().bytes());
    }

    /** The cut after the commit: what opens is the key beside the file. */
    @Test
    void aRotationMayEndAfterItsCommit() throws IOException {
        byte[] key = ours().openOrMake().bytes();
        cutAfterCommit();

        assertArrayEquals(key, shared().require().bytes());
        assertTrue(Files.exists(next()), "who only reads moves nothing");
        assertArrayEquals(key, ours().openOrMake().bytes());
        assertTrue(Files.notExists(next()));
        assertArrayEquals(key, ours().openOrMake().bytes());
    }

    @Test
    void aRotationOfAnOlderInstallationMayEndAfterItsCommit() throws IOException {
        olderInstallation();
        cutAfterCommit();

        assertSecretOpens(shared().require());
        assertSecretOpens(ours().openOrMake());
        assertTrue(Files.notExists(next()));
    }

    @Test
    void aRotationThatFollowsOneThatEndedAfterItsCommitLosesNothing() throws IOException {
        Files.write(file(), SecretSeal.newMasterKey());
        byte[] key = shared().openOrMake().bytes();
        cutAfterCommit();

        shared().rotate();

        assertArrayEquals(key, shared().require().bytes());
        assertTrue(Files.notExists(next()));
    }

    private void cutAfterCommit() throws IOException {
        byte[] old = Files.readAllBytes(file());
        shared().rotate();
        PrivateFile.move(file(), next());
        PrivateFile.write(file(), old);
    }

    @Test
    void rotationsAtTheSameTimeLeaveOneThatOpens() throws Exception {
        byte[] key = ours().openOrMake().bytes();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    attempts.add(() -> {
                        try {
                            shared().rotate();
                            return true;
                        } catch (StartFailure e) {
                            return false;
                        }
                    });
                }
                int done = 0;
                for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                    done += attempt.get() ? 1 : 0;
                }
                assertTrue(done >= 1, "none of four rotated");
                assertArrayEquals(key, shared().require().bytes());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoOpensWhileItRotatesHasTheSameKey() throws Exception {
        byte[] key = olderInstallation();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<Void> rotations = threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    shared().rotate();
                }
                return null;
            });
            Callable<Integer> reader = () -> {
                int times = 0;
                do {
                    assertArrayEquals(key, shared().require().bytes());
                    times++;
                } while (!rotations.isDone());
                return times;
            };
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            rotations.get();
            for (Future<Integer> times : readers) {
                assertTrue(times.get() > 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
