package io.coffer.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.metadata.User;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountRemovalTest {

    private static final String ID = "111122223333";

    private OrderedTables tables;
    private Stores stores;
    private AccountOpening opening;
    private AccountRemoval removal;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        stores = Stores.over(tables, Clock.systemUTC());
        opening = new AccountOpening(stores, MasterKey.of(SecretSeal.newMasterKey()), Clock.systemUTC());
        removal = new AccountRemoval(stores);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void assertRefused(Runnable what, String why) {
        String message = assertThrows(StartFailure.class, what::run).getMessage();
        assertTrue(message.contains(why), message);
    }

    private AccessKeyPair user(String name) {
        stores.users().create(new User(ID, name, "/", "AIDA" + name, 0, Map.of(), List.of(), Map.of()));
        AccessKeyPair pair = RootKeys.fresh();
        stores.users().putKey(new AccessKeyRecord(pair.accessKeyId(), ID, name, new byte[] {1}, true, 0), user -> { });
        return pair;
    }

    private boolean isThere(AccessKeyPair pair) {
        return stores.keys().find(pair.accessKeyId()).isPresent();
    }

    @Test
    void whatWasCountedForAnAccountGoesWithIt() {
        opening.create(ID, "alice", Plan.FREE);
        stores.meter().request(ID, "GetObject", 1, 1);
        stores.meter().flush();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertEquals(1, stores.usage().of(ID, today.minusDays(1), today.plusDays(1)).days().size());
        stores.accounts().putSuspended(ID, true);

        removal.remove(ID);

        assertEquals(List.of(), stores.usage().of(ID, today.minusDays(1), today.plusDays(1)).days());
    }

    @Test
    void aSuspendedAccountGoesWithItsUsersAndKeys() {
        AccessKeyPair root = opening.create(ID, "alice", Plan.FREE);
        AccessKeyPair ci = user("ci");
        String canonicalId = stores.accounts().find(ID).orElseThrow().canonicalId();
        stores.accounts().putSuspended(ID, true);

        removal.remove(ID);

        assertTrue(stores.accounts().find(ID).isEmpty());
        assertTrue(stores.accounts().findByCanonicalId(canonicalId).isEmpty());
        assertTrue(stores.accounts().list(null, 10).isEmpty());
        assertFalse(isThere(root) || isThere(ci));
        assertTrue(stores.users().find(ID, User.ROOT).isEmpty() && stores.users().list(ID, null, 10).isEmpty());
    }

    @Test
    void anAccountInUseStaysAsItIs() {
        AccessKeyPair root = opening.create(ID, "alice", Plan.FREE);
        assertRefused(() -> removal.remove(ID), "is not suspended");

        stores.buckets().create("bucket", ID, "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        stores.accounts().putSuspended(ID, true);
        assertRefused(() -> removal.remove(ID), "owns 1 buckets (bucket)");

        assertTrue(isThere(root));
        assertTrue(stores.accounts().find(ID).isPresent());
    }

    @Test
    void theFirstAccountAndOneThatIsNotThereAreRefused() {
        opening.makeFirst();
        assertRefused(() -> removal.remove(AccountOpening.FIRST_ACCOUNT), "first account");
        assertRefused(() -> removal.remove(ID), "there is no account");
    }

    /** The cut after the users: what is left is suspended, has no keys, and can be deleted. */
    @Test
    void aRemovalThatDiedGoesOn() {
        opening.create(ID, "alice", Plan.FREE);
        user("ci");
        stores.accounts().putSuspended(ID, true);
        AccountRemoval.removeUsers(stores, ID);

        Account left = stores.accounts().find(ID).orElseThrow();
        assertTrue(left.suspended());
        removal.remove(ID);
        assertTrue(stores.accounts().find(ID).isEmpty());
    }

    @Test
    void anIdGivenAnewInheritsNobody() {
        AccessKeyPair late = user("made while its account was deleted");

        AccessKeyPair root = opening.create(ID, "other", Plan.FREE);

        assertFalse(isThere(late));
        assertTrue(isThere(root));
        assertTrue(stores.users().list(ID, null, 10).isEmpty());
    }

    @Test
    void anIdThatIsTakenIsRefusedAndItsUsersStay() {
        AccessKeyPair root = opening.create(ID, "alice", Plan.FREE);
        AccessKeyPair ci = user("ci");
        assertRefused(() -> opening.create(ID, "bob", Plan.PRO), "there is an account");
        assertTrue(isThere(root) && isThere(ci));
        assertEquals("alice", stores.accounts().find(ID).orElseThrow().displayName());
    }

    @Test
    void aRootHasAtMostTwoKeys() {
        AccessKeyPair first = opening.create(ID, "alice", Plan.FREE);
        AccessKeyPair second = opening.addKey(ID);
        assertNotEquals(first, second);
        assertRefused(() -> opening.addKey(ID), "LimitExceeded");
        assertEquals(List.of(first.accessKeyId(), second.accessKeyId()), stores.users().find(ID, User.ROOT).orElseThrow().accessKeyIds());
        assertRefused(() -> opening.addKey("999999999999"), "there is no account");
    }

    @Test
    void whatAStartDeclaresUndoesNoSuspension() {
        AccessKeyPair pair = RootKeys.fresh();
        opening.open(ID, "alice", pair);
        stores.accounts().putSuspended(ID, true);

        opening.open(ID, "alice", pair);

        assertTrue(stores.accounts().find(ID).orElseThrow().suspended());
    }
}
