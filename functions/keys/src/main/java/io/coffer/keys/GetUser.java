package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.Account;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.accounts.UserStore;

/** A user, or the account itself if its root asks and names nobody. One read. */
final class GetUser extends UserAction {

    private final AccountStore accounts;

    GetUser(UserStore users, AccountStore accounts) {
        super(users, Unnamed.SIGNER);
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "GetUser";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        return new Fields().fields("User", userName(call).equals(User.ROOT) ? root(call) : Documents.userAndTags(user(call)));
    }

    /** As AWS shows it, without a name and a path. */
    private Fields root(QueryCall call) {
        long created = accounts.find(call.accountId()).map(Account::created).orElseThrow(() -> noSuchUser(User.ROOT));
        return new Fields()
                .text("UserId", call.accountId())
                .text("Arn", IamArn.root(call.accountId()))
                .text("CreateDate", Documents.date(created));
    }
}
