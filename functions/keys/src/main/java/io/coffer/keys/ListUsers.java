package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import java.util.ArrayList;
import java.util.List;

/** The account's users by name. One query; with a PathPrefix, one for each thousand users. */
final class ListUsers implements QueryAction {

    private final UserStore users;

    ListUsers(UserStore users) {
        this.users = users;
    }

    @Override
    public String name() {
        return "ListUsers";
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
        return List.of(IamArn.user(call.accountId(), call.find("PathPrefix").orElse("/"), ""));
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        String pathPrefix = call.find("PathPrefix").orElse("/");
        int batch = pathPrefix.equals("/") ? page.maxItems() + 1 : Page.MAX_ITEMS;
        List<User> found = new ArrayList<>();
        List<User> read;
        String after = page.marker();
        do {
            read = users.list(call.accountId(), after, batch);
            read.stream().filter(user -> user.path().startsWith(pathPrefix)).forEach(found::add);
            after = read.isEmpty() ? after : read.get(read.size() - 1).name();
        } while (read.size() == batch && found.size() <= page.maxItems());
        return page.fields("Users", found, User::name, Documents::user);
    }
}
