package io.coffer.keys;

import io.coffer.metadata.AccessKeyRecord;
import java.util.Set;
import java.util.regex.Pattern;

/** The key that a call is about. */
final class AccessKeys {

    /** As IAM's, but shorter ones too, for pairs that were preset by hand. */
    private static final Pattern ID = Pattern.compile("\\w{3,128}");

    private AccessKeys() {}

    /** @throws QueryException ValidationError */
    static String id(QueryCall call) {
        String id = call.require("AccessKeyId");
        if (!ID.matcher(id).matches()) {
            throw QueryCall.unfit("AccessKeyId", id, "Member must satisfy regular expression pattern: [\\w]+");
        }
        return id;
    }

    /**
     * @return whether it is to be active
     * @throws QueryException ValidationError
     */
    static boolean status(QueryCall call) {
        String status = call.require("Status");
        if (!Set.of("Active", "Inactive").contains(status)) {
            throw QueryCall.unfit("Status", status, "Member must satisfy enum value set: [Active, Inactive]");
        }
        return status.equals("Active");
    }

    static boolean isHeldBy(AccessKeyRecord key, String accountId, String userName) {
        String holder = key.userName() == null ? "" : key.userName();
        return key.accountId().equals(accountId) && holder.equalsIgnoreCase(userName);
    }

    static QueryException noSuchKey(String id) {
        return new QueryException(QueryError.NO_SUCH_ENTITY, "The Access Key with id %s cannot be found".formatted(id));
    }
}
