package io.coffer.standalone.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.metadata.Account;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.standalone.server.OpenInstallation;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists every account: as a table to read or as JSON. */
@Command(
        name = "list",
        description = "Lists accounts in the order of their ids.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListAccountsCommand extends InstallationCommand {

    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--json", description = "As a JSON array; a limit that is not set is left out.")
    private boolean json;

    @Override
    void run(OpenInstallation installation) {
        List<Account> accounts = all(installation.stores().accounts());
        if (json) {
            out().println(json(accounts, installation::limits));
        } else {
            AccountTable.of(accounts, installation::limits).forEach(out()::println);
        }
    }

    private static List<Account> all(AccountStore store) {
        List<Account> accounts = new ArrayList<>();
        List<Account> page = store.list(null, PAGE);
        while (!page.isEmpty()) {
            accounts.addAll(page);
            page = store.list(page.get(page.size() - 1).id(), PAGE);
        }
        return accounts;
    }

    private static String json(List<Account> accounts, Function<Account, PlanLimits> limitsOf) {
        ArrayNode array = JSON.createArrayNode();
        accounts.forEach(account -> describe(array.addObject(), account, limitsOf.apply(account)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(ObjectNode object, Account account, PlanLimits limits) {
        object.put("id", account.id())
                .put("canonicalId", account.canonicalId())
                .put("name", account.displayName())
                .put("plan", AccountTable.plan(account))
                .put("suspended", account.suspended())
                .put("created", Instant.ofEpochMilli(account.created()).toString())
                .put("buckets", account.buckets());
        ObjectNode limited = object.putObject("limits");
        put(limited, "maxBuckets", limits.maxBuckets());
        put(limited, "maxBytes", limits.maxBytes());
        put(limited, "maxObjects", limits.maxObjects());
        put(limited, "maxUploads", limits.maxUploads());
        put(limited, "requestsPerSecond", limits.requestsPerSecond());
    }

    private static void put(ObjectNode object, String name, @Nullable Number limit) {
        if (limit != null) {
            object.put(name, limit.longValue());
        }
    }
}
