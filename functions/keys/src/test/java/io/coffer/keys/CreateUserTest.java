package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.auth.Caller;
import io.coffer.metadata.OrderedTables;
import io.coffer.metadata.UserStore;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.protocol.QueryParameters;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CreateUserTest {

    @Test
    void anAccountHasNoMoreUsersThanItMay(@TempDir Path directory) throws IOException {
        try (OrderedTables tables = EmbeddedTables.open(directory)) {
            Installation installation = new Installation(tables);
            UserStore users = installation.stores.users();
            CreateUser createUser = new CreateUser(users, installation.clock, 3);
            for (String name : new String[] {"a", "b", "c"}) {
                createUser.handle(call(Installation.ACCOUNT, name));
            }
            QueryException refusal = assertThrows(QueryException.class, () -> createUser.handle(call(Installation.ACCOUNT, "d")));
            assertEquals(QueryError.LIMIT_EXCEEDED, refusal.error());
            assertEquals("Cannot exceed quota for UsersPerAccount: 3", refusal.getMessage());
            createUser.handle(call("000000000002", "d"));
            users.delete(Installation.ACCOUNT, "b", user -> {});
            createUser.handle(call(Installation.ACCOUNT, "d"));
        }
    }

    private static QueryCall call(String account, String name) {
        return new QueryCall(new Caller.Account(account, null, "AKIAROOTROOTROOTROOT"), new QueryParameters("UserName=" + name));
    }
}
