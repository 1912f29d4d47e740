package io.coffer.keys;

import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.LastUsed;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.protocol.UriEncoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The account's users with what each may do. Beside AWS's elements there are Coffer's own: the access keys of each user and, if the root
 * asks, those of the root, so that the console's page of keys takes one request. A query, and two reads for each key.
 */
final class GetAccountAuthorizationDetails implements QueryAction {

    private static final List<String> ALWAYS_EMPTY = List.of("GroupDetailList", "RoleDetailList", "Policies");

    private final UserStore users;
    private final AccessKeyStore keys;

    GetAccountAuthorizationDetails(UserStore users, AccessKeyStore keys) {
        this.users = users;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "GetAccountAuthorizationDetails";
    }

    @Override
    public QueryService service() {
        return QueryService.IAM;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public List<String> resources(QueryCall call) {
        return List.of("*");
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        Fields details = page.fields(
                "UserDetailList", users.list(call.accountId(), page.marker(), page.maxItems() + 1), User::name, this::detail);
        ALWAYS_EMPTY.forEach(name -> details.list(name, List.of()));
        if (call.caller().isRoot() && page.marker().isEmpty()) {
            details.list("RootAccessKeys", users.find(call.accountId(), User.ROOT).map(this::keys).orElse(List.of()));
        }
        return details;
    }

    private Fields detail(User user) {
        return Documents.user(user)
                .list("UserPolicyList", new TreeMap<>(user.policies()).entrySet().stream()
                        .map(GetAccountAuthorizationDetails::policy).toList())
                .list("GroupList", List.of())
                .list("AttachedManagedPolicies", List.of())
                .list("Tags", Documents.tags(user).stream().map(Documents::tag).toList())
                .list("AccessKeys", keys(user));
    }

    private static Fields policy(Map.Entry<String, String> policy) {
        return new Fields().text("PolicyName", policy.getKey()).text("PolicyDocument", UriEncoding.encode(policy.getValue()));
    }

    private List<Fields> keys(User user) {
        return user.accessKeyIds().stream().flatMap(id -> keys.find(id).stream()).map(this::key).toList();
    }

    private Fields key(AccessKeyRecord key) {
        Optional<LastUsed> use = keys.lastUsed(key.id());
        return Documents.accessKey(key).text("LastUsedDate", use.map(used -> used.day() + "T00:00:00Z").orElse(null));
    }
}
