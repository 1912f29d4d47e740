package io.coffer.standalone.commands;

import io.coffer.accounts.AccountIds;
import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.standalone.server.OpenInstallation;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an account on a plan, with the plan's limits or its own. */
@Command(
        name = "plan",
        description = {"Puts an account on a plan.",
            "Each limit is the plan's unless an option sets another; 'none' lifts it. What is there stays, over a limit, too."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand extends InstallationCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The account's id.")
    private String accountId;

    @Parameters(index = "1", paramLabel = "PLAN", description = "${COMPLETION-CANDIDATES}.")
    private Plan plan;

    @Option(names = "--max-buckets", paramLabel = "N", converter = Limit.OfBuckets.class, description = "Buckets it may own.")
    private Optional<Limit> maxBuckets;

    @Option(names = "--max-bytes", paramLabel = "N", converter = Limit.OfBytes.class,
            description = "Bytes it may keep, versions and parts of uploads in progress among them, such as 5GB or 1TiB.")
    private Optional<Limit> maxBytes;

    @Option(names = "--max-objects", paramLabel = "N", converter = Limit.OfItems.class,
            description = "Objects it may keep, versions among them.")
    private Optional<Limit> maxObjects;

    @Option(names = "--max-uploads", paramLabel = "N", converter = Limit.OfItems.class,
            description = "Multipart uploads it may have in progress.")
    private Optional<Limit> maxUploads;

    @Option(names = "--requests-per-second", paramLabel = "N", converter = Limit.OfRequests.class,
            description = "Requests a second that each process lets through.")
    private Optional<Limit> requestsPerSecond;

    @Override
    void run(OpenInstallation installation) {
        Account account = installation.stores().accounts().putPlan(accountId, plan, own().orElse(null))
                .orElseThrow(() -> AccountIds.unknown(accountId));
        out().println("The account " + accountId + " (" + account.displayName() + ") is on plan " + AccountTable.plan(account) + ": "
                + AccountTable.limits(installation.limits(account)));
    }

    /** Empty if the plan's hold. */
    private Optional<PlanLimits> own() {
        PlanLimits limits = plan.limits();
        return Stream.of(maxBuckets, maxBytes, maxObjects, maxUploads, requestsPerSecond).allMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(new PlanLimits(
                        maxBuckets.isPresent() ? maxBuckets.get().count() : limits.maxBuckets(),
                        maxBytes.isPresent() ? maxBytes.get().most() : limits.maxBytes(),
                        maxObjects.isPresent() ? maxObjects.get().most() : limits.maxObjects(),
                        maxUploads.isPresent() ? maxUploads.get().most() : limits.maxUploads(),
                        requestsPerSecond.isPresent() ? requestsPerSecond.get().count() : limits.requestsPerSecond()));
    }
}
