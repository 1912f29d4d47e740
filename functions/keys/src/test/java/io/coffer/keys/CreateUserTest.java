package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.auth.Caller;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.protocol.QueryParameters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CreateUserTest {

    @Test
    void anAccountHasNoMoreUsersThanItMay() throws IOException {
        try (OrderedTables tables = new MemoryTables()) {
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
