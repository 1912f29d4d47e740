package io.coffer.keys;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.RootKeys;
import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import java.time.Clock;

/** Gives a user a fresh pair. Its secret is told this once, and stored sealed. Two reads, a commit of two items. */
final class CreateAccessKey extends UserAction {

    /** IAM User Guide, IAM and AWS STS quotas: active or not. */
    private static final int MAX_KEYS = 2;

    private final SecretSeal seal;
    private final Clock clock;

    CreateAccessKey(UserStore users, SecretSeal seal, Clock clock) {
        super(users, Unnamed.SIGNER);
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "CreateAccessKey";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Fields handle(QueryCall call) {
        String asked = userName(call);
        String userName = asked.equals(User.ROOT) ? null : user(call).name();
        AccessKeyPair pair = RootKeys.fresh();
        AccessKeyRecord key = new AccessKeyRecord(pair.accessKeyId(), call.accountId(), userName,
                seal.seal(pair.accessKeyId(), pair.secretAccessKey()), true, clock.millis());
        requireFound(users.putKey(key, CreateAccessKey::requireRoom), asked);
        return new Fields().fields("AccessKey", new Fields()
                .text("UserName", userName)
                .text("AccessKeyId", key.id())
                .text("Status", Documents.status(key))
                .text("SecretAccessKey", pair.secretAccessKey())
                .text("CreateDate", Documents.date(key.created())));
    }

    private static void requireRoom(User user) {
        if (user.accessKeyIds().size() >= MAX_KEYS) {
            throw new QueryException(QueryError.LIMIT_EXCEEDED, "Cannot exceed quota for AccessKeysPerUser: " + MAX_KEYS);
        }
    }
}
