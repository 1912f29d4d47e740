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
import io.coffer.testkit.LocalKms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

final class KmsMasterKeyTest {

    private static final String KEY = "alias/coffer";

    @TempDir
    Path directory;

    private final LocalKms kms = LocalKms.start();
    private final KmsClient client = KmsClient.builder()
            .endpointOverride(kms.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    private OrderedTables tables;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
    }

    @AfterEach
    void close() {
        tables.close();
        client.close();
        kms.close();
    }

    private KmsMasterKey masterKey() {
        return masterKey(KEY);
    }

    private KmsMasterKey masterKey(String keyId) {
        return new KmsMasterKey(client, keyId, tables);
    }

    @Test
    void anInstallationWithoutOneSaysHowToMakeIt() {
        StartFailure failure = assertThrows(StartFailure.class, masterKey()::require);
        assertTrue(failure.getMessage().contains("./coffer keys create"), failure::getMessage);
    }

    @Test
    void theKeyIsMadeOnceAndStoredWrapped() {
        byte[] made = masterKey().openOrMake().bytes();

        assertEquals(SecretSeal.KEY_LENGTH, made.length);
        assertArrayEquals(made, masterKey().openOrMake().bytes());
        assertArrayEquals(made, masterKey().require().bytes());
        assertFalse(Arrays.equals(made, new WrappedKeyStore(tables, Kind.KMS).find().orElseThrow()));
    }

    @Test
    void ofSeveralThatBeginTogetherAllHaveTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<byte[]> open = () -> masterKey().openOrMake().bytes();
            List<Future<byte[]>> keys = threads.invokeAll(Collections.nCopies(8, open));
            for (Future<byte[]> key : keys) {
                assertArrayEquals(masterKey().require().bytes(), key.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void somethingElseThatKmsWrappedIsNotTaken() {
        byte[] other = client.generateDataKey(r -> r.keyId(KEY).numberOfBytes(32)).ciphertextBlob().asByteArray();
        new WrappedKeyStore(tables, Kind.KMS).putIfAbsent(other);

        assertThrows(InvalidCiphertextException.class, masterKey()::require);
    }

    @Test
    void aRotationWrapsTheSameKeyUnderAnother() {
        byte[] made = masterKey().openOrMake().bytes();
        byte[] before = new WrappedKeyStore(tables, Kind.KMS).find().orElseThrow();

        masterKey().rotate("alias/other");

        assertArrayEquals(made, masterKey("alias/other").require().bytes());
        assertArrayEquals(made, masterKey("alias/other").openOrMake().bytes());
        assertThrows(IncorrectKeyException.class, masterKey()::require);
        assertFalse(Arrays.equals(before, new WrappedKeyStore(tables, Kind.KMS).find().orElseThrow()));
    }

    @Test
    void aRotationFromAKeyThatIsNotTheInstallationsChangesNothing() {
        byte[] made = masterKey().openOrMake().bytes();

        assertThrows(IncorrectKeyException.class, () -> masterKey("alias/wrong").rotate("alias/other"));
        assertArrayEquals(made, masterKey().require().bytes());
    }

    @Test
    void thereIsNothingToRotateBeforeTheFirstStart() {
        assertThrows(StartFailure.class, () -> masterKey().rotate("alias/other"));
        assertTrue(new WrappedKeyStore(tables, Kind.KMS).find().isEmpty());
    }

    @Test
    void anInstallationThatHasItsKeyFromAFileGetsNoOther() {
        MasterKey fromFile = FileMasterKey.in(directory, tables).openOrMake();
        assertThrows(StartFailure.class, masterKey()::openOrMake);

        new AccountOpening(Stores.over(tables, Clock.systemUTC()), fromFile, Clock.systemUTC()).openFirst(RootKeys.fresh());
        assertThrows(StartFailure.class, masterKey()::openOrMake);
        assertTrue(new WrappedKeyStore(tables, Kind.KMS).find().isEmpty());
    }

    @Test
    void whatWasSealedUnderItOpensForAnotherProcess() {
        Stores stores = Stores.over(tables, Clock.systemUTC());
        AccessKeyPair pair = RootKeys.fresh();
        new AccountOpening(stores, masterKey().openOrMake(), Clock.systemUTC()).openFirst(pair);

        byte[] sealed = stores.keys().find(pair.accessKeyId()).orElseThrow().sealedSecret();

        assertEquals(pair.secretAccessKey(), new SecretSeal(masterKey().require().bytes()).open(pair.accessKeyId(), sealed));
    }
}
