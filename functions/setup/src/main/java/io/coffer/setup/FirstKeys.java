package io.coffer.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.MasterKey;
import io.coffer.accounts.RootKeys;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.User;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Makes the master key, the first account and its access key pair, which a secret keeps. It may be repeated, and may have died anywhere
 * before: the secret is written before the pair can sign. An account that has its root already, from an earlier stack over the same tables,
 * is left as it is, so that no pair comes back that was deleted.
 *
 * <p>The secret is in the format of {@code credential_process}, so that a profile can name the command that reads it.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">AWS SDKs Reference, process credential
 *     provider</a>
 */
final class FirstKeys {

    private static final String ID = "AccessKeyId";
    private static final String SECRET = "SecretAccessKey";

    private final Supplier<MasterKey> masterKey;
    private final Stores stores;
    private final Secret secret;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    /** @param masterKey makes it if there is none */
    FirstKeys(Supplier<MasterKey> masterKey, Stores stores, Secret secret, Clock clock) {
        this.masterKey = masterKey;
        this.stores = stores;
        this.secret = secret;
        this.clock = clock;
    }

    /** @return whether there is a pair that was not there before */
    boolean make() {
        AccountOpening opening = new AccountOpening(stores, masterKey.get(), clock);
        if (stores.users().find(AccountOpening.FIRST_ACCOUNT, User.ROOT).isPresent()) {
            return false;
        }
        opening.openFirst(secret.find().map(this::pair).orElseGet(this::keepFresh));
        return true;
    }

    private AccessKeyPair keepFresh() {
        AccessKeyPair pair = RootKeys.fresh();
        secret.put(json.createObjectNode()
                .put("Version", 1)
                .put(ID, pair.accessKeyId())
                .put(SECRET, pair.secretAccessKey())
                .toString());
        return pair;
    }

    private AccessKeyPair pair(String kept) {
        try {
            JsonNode pair = json.readTree(kept);
            return new AccessKeyPair(pair.required(ID).asText(), pair.required(SECRET).asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Neither the message nor the cause may quote the secret.
            throw new IllegalStateException("the secret of the first access key pair holds something else");
        }
    }
}
