package io.coffer.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A named holder of access keys inside an account; or the account itself, its root, whose name is empty.
 *
 * @param id unlike the name never used again: {@code AIDA} and 17 letters and digits
 * @param created milliseconds since the epoch
 * @param policies what it may do, by the policies' names: documents as they were put. The root may do everything
 * @param accessKeyIds oldest first
 * @param tags what its owners call it by; nothing here asks for them
 */
public record User(
        String accountId,
        String name,
        String path,
        String id,
        long created,
        Map<String, String> policies,
        List<String> accessKeyIds,
        Map<String, String> tags) {

    public static final String ROOT = "";

    public User {
        // What is empty is not stored.
        name = name == null ? ROOT : name;
        policies = policies == null ? Map.of() : Map.copyOf(policies);
        accessKeyIds = accessKeyIds == null ? List.of() : List.copyOf(accessKeyIds);
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    /** A user that holds no key and may do nothing. */
    public static User fresh(String accountId, String name, String path, String id, long created, Map<String, String> tags) {
        return new User(accountId, name, path, id, created, Map.of(), List.of(), tags);
    }

    public static User root(String accountId, long created) {
        return fresh(accountId, ROOT, "/", accountId, created, Map.of());
    }

    /** @param document null to take the policy away */
    public User withPolicy(String policyName, @Nullable String document) {
        Map<String, String> changed = new TreeMap<>(policies);
        if (document == null) {
            changed.remove(policyName);
        } else {
            changed.put(policyName, document);
        }
        return new User(accountId, name, path, id, created, changed, accessKeyIds, tags);
    }

    public User withTags(Map<String, String> changed) {
        return new User(accountId, name, path, id, created, policies, accessKeyIds, changed);
    }

    public User withName(String otherName, String otherPath) {
        return new User(accountId, otherName, otherPath, id, created, policies, accessKeyIds, tags);
    }

    public User withAccessKey(String accessKeyId) {
        if (accessKeyIds.contains(accessKeyId)) {
            return this;
        }
        List<String> changed = new ArrayList<>(accessKeyIds);
        changed.add(accessKeyId);
        return new User(accountId, name, path, id, created, policies, changed, tags);
    }

    public User withoutAccessKey(String accessKeyId) {
        return new User(accountId, name, path, id, created, policies,
                accessKeyIds.stream().filter(held -> !held.equals(accessKeyId)).toList(), tags);
    }
}
