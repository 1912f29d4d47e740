package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.LastUsed;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.pipeline.Backend;
import java.util.List;
import java.util.Optional;

/** The day on which a key of the account was last used, and what for. Two reads. */
final class GetAccessKeyLastUsed implements QueryAction {

    private static final String NEVER = "N/A";

    private final Backend backend;
    private final UserStore users;
    private final AccessKeyStore keys;

    GetAccessKeyLastUsed(Backend backend) {
        this.backend = backend;
        this.users = backend.stores().users();
        this.keys = backend.stores().keys();
    }

    @Override
    public String name() {
        return "GetAccessKeyLastUsed";
    }

    @Override
    public QueryService service() {
        return QueryService.IAM;
    }

    @Override
    public boolean changes() {
        return false;
    }

    /** The holder of the key. Up to two reads. */
    @Override
    public List<String> resources(QueryCall call) {
        return List.of(find(call)
                .map(key -> Optional.ofNullable(key.userName())
                        .flatMap(name -> users.find(call.accountId(), name))
                        .map(Documents::arn)
                        .orElseGet(() -> IamArn.root(call.accountId())))
                .orElseGet(() -> unknown(call)));
    }

    private Optional<AccessKeyRecord> find(QueryCall call) {
        return keys.find(AccessKeys.id(call)).filter(key -> key.accountId().equals(call.accountId()));
    }

    private static String unknown(QueryCall call) {
        return "access key " + AccessKeys.id(call);
    }

    @Override
    public Fields handle(QueryCall call) {
        // As at AWS, which says of a key that is not there the same as of one that is another account's.
        AccessKeyRecord key = find(call).orElseThrow(() -> QueryException.denied(backend.arn(call.caller()), permission(), unknown(call)));
        Optional<LastUsed> use = keys.lastUsed(key.id());
        return new Fields()
                .text("UserName", key.userName())
                .fields("AccessKeyLastUsed", new Fields()
                        .text("Region", use.map(LastUsed::region).orElse(NEVER))
                        .text("LastUsedDate", use.map(used -> used.day() + "T00:00:00Z").orElse(null))
                        .text("ServiceName", use.map(LastUsed::service).orElse(NEVER)));
    }
}
