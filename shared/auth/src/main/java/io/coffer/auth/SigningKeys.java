package io.coffer.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the signing keys used last, since each takes four HMACs to derive. A changed secret is never served its old key. */
final class SigningKeys {

    private static final int MAX_REMEMBERED = 1_000;

    private record Use(String accessKeyId, CredentialScope scope) {}

    private record Derived(SecretKey secret, SigningKey key) {}

    private final Map<Use, Derived> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, Derived> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    SigningKey of(AccessKey accessKey, CredentialScope scope) {
        Use use = new Use(accessKey.id(), scope);
        synchronized (remembered) {
            Derived known = remembered.get(use);
            if (known != null && known.secret.equals(accessKey.secret())) {
                return known.key;
            }
        }
        SigningKey key = SigningKey.derive(accessKey.secret(), scope);
        synchronized (remembered) {
            remembered.put(use, new Derived(accessKey.secret(), key));
        }
        return key;
    }
}
