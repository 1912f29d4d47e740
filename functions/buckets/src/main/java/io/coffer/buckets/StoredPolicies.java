package io.coffer.buckets;

import io.coffer.access.IamArn;
import io.coffer.access.PolicyUsers;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/**
 * Bucket policies as they are stored: they know the users they name by their unique ids, so that a user keeps what he was allowed under
 * another name, and another user of his name has none of it.
 */
final class StoredPolicies {

    private final UserStore users;

    StoredPolicies(UserStore users) {
        this.users = users;
    }

    /**
     * What is stored of a policy: a read for each user it names.
     *
     * @throws S3Exception MalformedPolicy if there is no such user
     */
    byte[] ofText(byte[] json) {
        return PolicyUsers.replace(json, named -> users.find(named.accountId(), named.name())
                .filter(user -> arn(user).equals(named.arn()))
                .map(user -> named.withId(user.id()))
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_POLICY, "Invalid principal in policy")));
    }

    /**
     * A stored policy as it is shown: users by the ARNs they have now, those that are gone by their ids. A read for each user it names, and
     * queries for those that were renamed or are gone.
     */
    byte[] text(byte[] stored) {
        return PolicyUsers.replace(stored, this::shown);
    }

    private String shown(PolicyUsers.Named named) {
        String id = named.id();
        if (id == null) {
            return named.arn();
        }
        return users.find(named.accountId(), named.name())
                .filter(user -> user.id().equals(id))
                .or(() -> users.findById(named.accountId(), id))
                .map(StoredPolicies::arn)
                .orElse(id);
    }

    private static String arn(User user) {
        return IamArn.user(user.accountId(), user.path(), user.name());
    }
}
