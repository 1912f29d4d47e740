package io.coffer.accounts;

import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Stores;
import java.time.Clock;

/** Writes accounts and the pairs they sign with into an installation's tables. */
public final class AccountOpening {

    /** The account that an installation's first access key pair belongs to. */
    public static final String FIRST_ACCOUNT = "000000000000";

    private static final String FIRST_NAME = "coffer";

    private final Stores stores;
    private final SecretSeal seal;
    private final Clock clock;

    public AccountOpening(Stores stores, MasterKey masterKey, Clock clock) {
        this.stores = stores;
        this.seal = new SecretSeal(masterKey.bytes());
        this.clock = clock;
    }

    /** The first account, signing with this pair from now on. Two commits. */
    public void openFirst(AccessKeyPair keys) {
        open(FIRST_ACCOUNT, FIRST_NAME, keys);
    }

    /** Creates the account where there is none, and stores the pair over whatever is under its id. Two commits. */
    public void open(String accountId, String name, AccessKeyPair keys) {
        stores.accounts().createIfAbsent(accountId, name, Plan.PRO);
        stores.keys().put(new AccessKeyRecord(keys.accessKeyId(), accountId,
                seal.seal(keys.accessKeyId(), keys.secretAccessKey()), true, clock.millis()));
    }
}
