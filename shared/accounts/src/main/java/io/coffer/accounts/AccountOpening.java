package io.coffer.accounts;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.User;
import io.coffer.metadata.stores.Stores;
import java.time.Clock;
import java.util.Optional;

/** Writes accounts and the pairs they sign with into an installation's tables. */
public final class AccountOpening {

    /** The account that an installation's first access key pair belongs to. */
    public static final String FIRST_ACCOUNT = "000000000000";

    private static final String FIRST_NAME = "coffer";
    /** IAM User Guide, IAM and STS quotas: access keys per user, inactive ones among them. */
    private static final int MAX_KEYS = 2;

    private final Stores stores;
    private final SecretSeal seal;
    private final Clock clock;

    public AccountOpening(Stores stores, MasterKey masterKey, Clock clock) {
        this(stores, new SecretSeal(masterKey.bytes()), clock);
    }

    /** @param seal of the secrets of access keys */
    public AccountOpening(Stores stores, SecretSeal seal, Clock clock) {
        this.stores = stores;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * The first account, at a start. Its pair is stored once: what became of it afterwards, over the query API, holds at later starts too,
     * unless the pair is preset.
     */
    public void openFirst(RootKeys.Opened keys) {
        if (!keys.kept() || stores.users().find(FIRST_ACCOUNT, User.ROOT).isEmpty()) {
            openFirst(keys.pair());
        }
    }

    /** Creates the first account if there is none; nobody can sign for it yet. Up to two commits. */
    public void makeFirst() {
        stores.accounts().createIfAbsent(FIRST_ACCOUNT, FIRST_NAME, Plan.PRO);
    }

    /** The first account, with this pair. */
    public void openFirst(AccessKeyPair keys) {
        open(FIRST_ACCOUNT, FIRST_NAME, keys);
    }

    /**
     * Creates the account if there is none, and has its root hold the pair. One that it holds already stays as it is, active or not. Up
     * to three commits.
     */
    public void open(String accountId, String name, AccessKeyPair keys) {
        stores.accounts().createIfAbsent(accountId, name, Plan.PRO);
        Optional<AccessKeyRecord> stored = stores.keys().find(keys.accessKeyId()).filter(key -> holds(key, accountId, keys));
        AccessKeyRecord key = stored.orElseGet(() -> record(accountId, keys));
        boolean listed = stores.users().find(accountId, User.ROOT).filter(root -> root.accessKeyIds().contains(key.id())).isPresent();
        if (stored.isEmpty() || !listed) {
            stores.users().putKey(key, root -> { });
        }
    }

    /**
     * Creates an account that has no users, and its root's first key pair. A process that dies meanwhile leaves an account that nobody can
     * sign for.
     *
     * @param accountId 12 digits
     * @throws StartFailure if there is an account of that id
     */
    public AccessKeyPair create(String accountId, String name, Plan plan) {
        if (stores.accounts().find(accountId).isEmpty()) {
            // Whoever made a user while an account of this id was being deleted has no part in the new one.
            AccountRemoval.removeUsers(stores, accountId);
        }
        if (!stores.accounts().create(accountId, name, plan)) {
            throw new StartFailure("there is an account " + accountId + " already");
        }
        return addKey(accountId);
    }

    /**
     * Makes another key pair for an account's root.
     *
     * @throws StartFailure if there is no such account or its root holds as many as it may
     */
    public AccessKeyPair addKey(String accountId) {
        if (stores.accounts().find(accountId).isEmpty()) {
            throw new StartFailure("there is no account " + accountId);
        }
        AccessKeyPair pair = RootKeys.fresh();
        stores.users().putKey(record(accountId, pair), root -> {
            if (root.accessKeyIds().size() >= MAX_KEYS) {
                throw new StartFailure("LimitExceeded: the account's root holds " + MAX_KEYS + " access keys already, "
                        + String.join(" and ", root.accessKeyIds()) + "; ./coffer keys delete ID removes one");
            }
        });
        return pair;
    }

    private AccessKeyRecord record(String accountId, AccessKeyPair keys) {
        return new AccessKeyRecord(keys.accessKeyId(), accountId, null, seal.seal(keys.accessKeyId(), keys.secretAccessKey()), true,
                clock.millis());
    }

    private boolean holds(AccessKeyRecord key, String accountId, AccessKeyPair pair) {
        return key.accountId().equals(accountId) && key.userName() == null
                && seal.open(key.id(), key.sealedSecret()).equals(pair.secretAccessKey());
    }
}
