package io.coffer.pipeline;

import io.coffer.access.UserPolicy;
import io.coffer.auth.AccessKey;
import io.coffer.auth.Caller;
import io.coffer.auth.Credentials;
import io.coffer.auth.SecretKey;
import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.Account;
import io.coffer.metadata.User;
import io.coffer.metadata.stores.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who the stored access keys stand for, and the accounts. What was read is remembered for five seconds, so that most requests need no read
 * for it, and what is revoked, suspended or taken from a policy is refused by every process soon after; by the process that changes it at
 * once, since that {@linkplain #forget forgets}. Misses are not remembered: a new key works immediately.
 */
public final class Identities implements Credentials {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    /** IAM API Reference, AccessKey: 16 to 128 word characters; shorter ones are for pairs that were preset by hand. */
    private static final Pattern FORM = Pattern.compile("\\w{3,128}");

    private final Stores stores;
    private final SecretSeal seal;
    private final Remembered<Identity> identities;
    private final Remembered<Account> accounts;

    /**
     * What a key stands for.
     *
     * @param userId the user's own, or the root's, which is the account's
     * @param userPath null for the root
     * @param policies what its user may do; empty for the root, who may do everything
     */
    private record Identity(AccessKey key, String userId, @Nullable String userPath, List<UserPolicy> policies) {}

    public Identities(Stores stores, SecretSeal seal, Clock clock) {
        this.stores = stores;
        this.seal = seal;
        this.identities = new Remembered<>(REMEMBERED, clock, this::read);
        this.accounts = new Remembered<>(REMEMBERED, clock, stores.accounts()::find);
    }

    /** An active key whose user is there and whose account is not suspended. Up to three reads where it is not remembered. */
    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return identity(accessKeyId).map(Identity::key);
    }

    /** What a user may do; of no meaning for a root, who may do everything. */
    List<UserPolicy> policies(Caller.Account caller) {
        return identity(caller.accessKeyId()).map(Identity::policies).orElse(List.of());
    }

    /** The unique id of who signed. */
    @Nullable String userId(Caller.Account caller) {
        return identity(caller.accessKeyId()).map(Identity::userId).orElse(null);
    }

    /** The path of the user who signed; null for a root. */
    @Nullable String userPath(Caller.Account caller) {
        return caller.isRoot() ? null : identity(caller.accessKeyId()).map(Identity::userPath).orElse("/");
    }

    /** An account, up to five seconds old. */
    public Optional<Account> account(String accountId) {
        return accounts.find(accountId);
    }

    /** Called after a change whose account is not known: this process looks up all accounts, users and keys again. */
    public void forget() {
        identities.forget(identity -> true);
        accounts.forget(account -> true);
    }

    /** Called after a change of an account, its users or its keys: this process looks them up again, and those of no other account. */
    public void forget(String accountId) {
        identities.forget(identity -> identity.key.accountId().equals(accountId));
        accounts.forget(account -> account.id().equals(accountId));
    }

    private Optional<Identity> identity(String accessKeyId) {
        return FORM.matcher(accessKeyId).matches() ? identities.find(accessKeyId) : Optional.empty();
    }

    /** The account is read with its key, so that a request which finds the key remembered finds the account remembered too. */
    private Optional<Identity> read(String accessKeyId) {
        return stores.keys().find(accessKeyId)
                .filter(AccessKeyRecord::active)
                .filter(key -> accounts.read(key.accountId()).filter(account -> !account.suspended()).isPresent())
                .flatMap(this::identify);
    }

    private Optional<Identity> identify(AccessKeyRecord record) {
        if (record.userName() == null) {
            return Optional.of(new Identity(key(record, null), record.accountId(), null, List.of()));
        }
        return stores.users().find(record.accountId(), record.userName())
                .map(user -> new Identity(key(record, user.name()), user.id(), user.path(), policies(user)));
    }

    private AccessKey key(AccessKeyRecord record, @Nullable String userName) {
        return new AccessKey(record.id(), new SecretKey(seal.open(record.id(), record.sealedSecret())), record.accountId(), userName);
    }

    private static List<UserPolicy> policies(User user) {
        return user.policies().values().stream().map(UserPolicy::parse).toList();
    }
}
