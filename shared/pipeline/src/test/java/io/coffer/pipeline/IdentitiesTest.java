package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.access.Decision;
import io.coffer.access.PolicyRequest;
import io.coffer.access.Principal;
import io.coffer.access.UserPolicy;
import io.coffer.auth.AccessKey;
import io.coffer.auth.Caller;
import io.coffer.auth.SecretKey;
import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.User;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What processes remember of keys, users and accounts, and for how long. {@link #here} makes the changes, {@link #elsewhere} is told of
 * none.
 */
final class IdentitiesTest {

    private static final String ACCOUNT = "000000000001";
    private static final String KEY = "AKIATESTTESTTESTTEST";
    private static final String READ = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"*\"}]}";

    private final ManualClock clock = new ManualClock();
    private final SecretSeal seal = new SecretSeal(SecretSeal.newMasterKey());
    private Interruptible tables;
    private Stores stores;
    private Identities here;
    private Identities elsewhere;

    @BeforeEach
    void open() {
        tables = new Interruptible(new MemoryTables());
        stores = Stores.over(tables, clock);
        here = new Identities(stores, seal, clock);
        elsewhere = new Identities(stores, seal, clock);
        stores.accounts().create(ACCOUNT, "account", Plan.PRO);
        stores.users().create(User.fresh(ACCOUNT, "Bob", "/team/", "AIDABOB", clock.millis(), Map.of()));
        stores.users().update(ACCOUNT, "bob", user -> user.withPolicy("read", READ));
        stores.users().putKey(new AccessKeyRecord(KEY, ACCOUNT, "bob", seal.seal(KEY, "secret"), true, clock.millis()), user -> { });
    }

    @AfterEach
    void close() {
        tables.close();
    }

    /** Does something once, at the end of the next read: after the item was read, before the reader has it. */
    private static final class Interruptible implements OrderedTables {

        private final OrderedTables tables;
        private Runnable interruption = () -> { };

        Interruptible(OrderedTables tables) {
            this.tables = tables;
        }

        @Override
        public Optional<Item> get(Table table, String partition, String sort) {
            Optional<Item> item = tables.get(table, partition, sort);
            Runnable now = interruption;
            interruption = () -> { };
            now.run();
            return item;
        }

        @Override
        public List<Item> query(Query query) {
            return tables.query(query);
        }

        @Override
        public List<String> commit(List<Change> changes) {
            return tables.commit(changes);
        }

        @Override
        public Replaced replace(Change change) {
            return tables.replace(change);
        }

        @Override
        public void probe() {
            tables.probe();
        }

        @Override
        public void close() {
            tables.close();
        }
    }

    private static boolean opens(Identities identities) {
        return identities.find(KEY).isPresent();
    }

    private static Decision reads(Identities identities) {
        PolicyRequest request = new PolicyRequest(Principal.ANONYMOUS, "s3:GetObject", "arn:aws:s3:::bucket/key", key -> List.of());
        return UserPolicy.decide(identities.policies(new Caller.Account(ACCOUNT, "Bob", KEY)), request);
    }

    /** What both processes knew holds here no longer, elsewhere for five seconds and no longer. */
    private void assertRevokedBy(Runnable change) {
        assertTrue(opens(here) && opens(elsewhere));
        change.run();
        here.forget();
        assertFalse(opens(here));
        assertTrue(opens(elsewhere), "remembered");
        clock.advance(Duration.ofMillis(4_999));
        assertTrue(opens(elsewhere), "remembered");
        clock.advance(Duration.ofMillis(1));
        assertFalse(opens(elsewhere));
    }

    @Test
    void aKeyStandsForItsUser() {
        AccessKey key = here.find(KEY).orElseThrow();
        Caller.Account caller = new Caller.Account(ACCOUNT, "Bob", KEY);
        assertEquals(new AccessKey(KEY, new SecretKey("secret"), ACCOUNT, "Bob"), key);
        assertEquals("AIDABOB", here.userId(caller));
        assertEquals("/team/", here.userPath(caller));
        assertEquals(Decision.ALLOW, reads(here));
    }

    @Test
    void aKeyOfTheAccountItselfHasNoUser() {
        String id = "AKIAROOTROOTROOTROOT";
        stores.users().putKey(new AccessKeyRecord(id, ACCOUNT, null, seal.seal(id, "secret"), true, clock.millis()), root -> { });
        assertEquals(new AccessKey(id, new SecretKey("secret"), ACCOUNT, null), here.find(id).orElseThrow());
        assertEquals(ACCOUNT, here.userId(new Caller.Account(ACCOUNT, null, id)));
    }

    @Test
    void whatIsNotThereIsNotRemembered() {
        String id = "AKIALATELATELATELATE";
        assertTrue(here.find(id).isEmpty());
        stores.users().putKey(new AccessKeyRecord(id, ACCOUNT, "bob", seal.seal(id, "secret"), true, clock.millis()), user -> { });
        assertTrue(here.find(id).isPresent());
        assertTrue(here.find("no key").isEmpty());
    }

    @Test
    void deactivated() {
        assertRevokedBy(() -> stores.keys().setActive(KEY, false));
        stores.keys().setActive(KEY, true);
        assertTrue(opens(here) && opens(elsewhere), "active again at once: that it was not is remembered by nobody");
    }

    @Test
    void deleted() {
        assertRevokedBy(() -> stores.users().removeKey(ACCOUNT, "Bob", KEY));
    }

    @Test
    void ofASuspendedAccount() {
        assertRevokedBy(() -> stores.accounts().putSuspended(ACCOUNT, true));
        stores.accounts().putSuspended(ACCOUNT, false);
        assertTrue(opens(here) && opens(elsewhere));
    }

    @Test
    void ofAnAccountThatIsGone() {
        assertRevokedBy(() -> tables.commit(List.of(new Change.Delete(Table.ACCOUNTS, ACCOUNT, "account", Condition.NONE))));
    }

    @Test
    void ofAUserThatIsGone() {
        assertRevokedBy(() -> tables.commit(List.of(new Change.Delete(Table.ACCOUNTS, ACCOUNT, "user/bob", Condition.NONE))));
    }

    @Test
    void whatAPolicyTakesAwayIsFeltAsSoon() {
        assertEquals(List.of(Decision.ALLOW, Decision.ALLOW), List.of(reads(here), reads(elsewhere)));
        stores.users().update(ACCOUNT, "bob", user -> user.withPolicy("read", null));
        here.forget();
        assertEquals(List.of(Decision.NONE, Decision.ALLOW), List.of(reads(here), reads(elsewhere)));
        clock.advance(Duration.ofSeconds(5));
        assertEquals(Decision.NONE, reads(elsewhere));
    }

    @Test
    void whatWasBeingReadWhenAChangeCameIsNotRemembered() {
        tables.interruption = () -> {
            stores.keys().setActive(KEY, false);
            here.forget();
        };
        assertTrue(opens(here), "it was active when it was read");
        assertFalse(opens(here));
        stores.keys().setActive(KEY, true);
        tables.interruption = () -> tables.interruption = () -> {
            stores.accounts().putSuspended(ACCOUNT, true);
            here.forget();
        };
        assertTrue(opens(here), "it was open when it was read");
        assertFalse(opens(here));
    }

    @Test
    void aRenamedUserKeepsItsKey() {
        assertEquals("Bob", here.find(KEY).orElseThrow().userName());
        stores.users().rename(ACCOUNT, "bob", "Robert", "/");
        here.forget();
        assertEquals("Robert", here.find(KEY).orElseThrow().userName());
        assertEquals("/", here.userPath(new Caller.Account(ACCOUNT, "Robert", KEY)));
        assertEquals(Decision.ALLOW, reads(here));
    }
}
