package io.coffer.pipeline;

import io.coffer.auth.AccessKey;
import io.coffer.auth.Credentials;
import io.coffer.auth.SecretKey;
import io.coffer.auth.SecretSeal;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.AccessKeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The stored access keys, opened. A key that was found is remembered for five seconds, so that most requests need no read for it and a
 * revoked key is refused everywhere soon after.
 */
public final class StoredCredentials implements Credentials {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    /** IAM API Reference, AccessKey: 16 to 128 word characters; shorter ones are for pairs that were preset by hand. */
    private static final Pattern FORM = Pattern.compile("\\w{3,128}");

    private static final int MAX_REMEMBERED = 10_000;

    private record Remembered(AccessKey key, long until) {}

    private final AccessKeyStore keys;
    private final SecretSeal seal;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    public StoredCredentials(AccessKeyStore keys, SecretSeal seal, Clock clock) {
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        if (!FORM.matcher(accessKeyId).matches()) {
            return Optional.empty();
        }
        long now = clock.millis();
        Remembered known = remembered.get(accessKeyId);
        if (known != null && known.until > now) {
            return Optional.of(known.key);
        }
        Optional<AccessKey> found = keys.find(accessKeyId).filter(AccessKeyRecord::active).map(this::open);
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        found.ifPresentOrElse(
                key -> remembered.put(accessKeyId, new Remembered(key, now + REMEMBERED.toMillis())),
                () -> remembered.remove(accessKeyId));
        return found;
    }

    private AccessKey open(AccessKeyRecord key) {
        return new AccessKey(key.id(), new SecretKey(seal.open(key.id(), key.sealedSecret())), key.accountId());
    }
}
