package io.coffer.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.User;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.testkit.LocalKms;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** The first access key pair, over tables in memory and the stand-in for KMS; the secret is a field. */
class FirstKeysTest {

    private final OrderedTables tables = new MemoryTables();
    private final Stores stores = Stores.over(tables, Clock.systemUTC());
    private final HeldSecret secret = new HeldSecret();
    private final LocalKms kms = LocalKms.start();
    private final KmsClient client = KmsClient.builder()
            .endpointOverride(kms.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    private final KmsMasterKey masterKey = new KmsMasterKey(client, "alias/coffer", tables);
    private final FirstKeys keys = new FirstKeys(masterKey::openOrMake, stores, secret, Clock.systemUTC());

    private static final class HeldSecret implements Secret {

        private String value;
        private boolean broken;

        @Override
        public Optional<String> find() {
            return Optional.ofNullable(value);
        }

        @Override
        public void put(String given) {
            if (broken) {
                throw new IllegalStateException("not now");
            }
            value = given;
        }
    }

    @AfterEach
    void stop() {
        client.close();
        kms.close();
    }

    private List<String> keysOfTheRoot() {
        return stores.users().find(AccountOpening.FIRST_ACCOUNT, User.ROOT).map(User::accessKeyIds).orElse(List.of());
    }

    @Test
    void thePairOfTheSecretSigns() throws IOException {
        assertTrue(keys.make());

        JsonNode kept = new ObjectMapper().readTree(secret.value);
        String id = kept.get("AccessKeyId").asText();
        assertEquals(1, kept.get("Version").asInt());
        assertEquals(List.of(id), keysOfTheRoot());
        AccessKeyRecord stored = stores.keys().find(id).orElseThrow();
        assertTrue(stored.active());
        assertEquals(kept.get("SecretAccessKey").asText(),
                new SecretSeal(masterKey.require().bytes()).open(id, stored.sealedSecret()));
    }

    @Test
    void aSecondTimeChangesNothing() {
        keys.make();
        String before = secret.value;

        assertFalse(keys.make());
        assertEquals(before, secret.value);
        assertEquals(1, keysOfTheRoot().size());
    }

    @Test
    void aPairThatTheSecretKeptBeforeTheFunctionDiedIsTheOne() {
        secret.value = """
                {"Version":1,"AccessKeyId":"AKIAABCDEFGHIJKLMNOP","SecretAccessKey":"0123456789012345678901234567890123456789"}""";

        assertTrue(keys.make());
        assertEquals(List.of("AKIAABCDEFGHIJKLMNOP"), keysOfTheRoot());
    }

    @Test
    void nobodyCanSignWithAPairThatCouldNotBeKept() {
        secret.broken = true;

        assertThrows(IllegalStateException.class, keys::make);
        assertEquals(List.of(), keysOfTheRoot());
    }

    @Test
    void aPairThatWasDeletedDoesNotComeBack() {
        keys.make();
        stores.users().removeKey(AccountOpening.FIRST_ACCOUNT, User.ROOT, keysOfTheRoot().get(0));

        assertFalse(keys.make());
        assertEquals(List.of(), keysOfTheRoot());
    }

    @Test
    void aSecretThatHoldsSomethingElseIsNotQuoted() {
        secret.value = "hunter2";

        assertFalse(assertThrows(IllegalStateException.class, keys::make).toString().contains("hunter2"));
    }
}
