package io.coffer.testkit;

import io.coffer.testkit.GrantReport.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what with which table. What no statement allows is denied, also to callers without a statement. */
final class TablePermissions {

    private record Asked(String caller, TableAccess access) {}

    private static final Comparator<Grant> BY_CALLER =
            Comparator.comparing(Grant::caller).thenComparing(Grant::access);

    /** By caller; a caller that is trusted has none. */
    private final Map<String, Set<TableAccess>> allowed;
    private final Set<String> trusted;
    private final boolean open;
    private final Map<Asked, LongAdder> uses = new ConcurrentHashMap<>();
    private final Map<Asked, LongAdder> refusals = new ConcurrentHashMap<>();

    private TablePermissions(Map<String, Set<TableAccess>> allowed, Set<String> trusted, boolean open) {
        this.allowed = allowed;
        this.trusted = trusted;
        this.open = open;
    }

    static TablePermissions open() {
        return new TablePermissions(Map.of(), Set.of(), true);
    }

    static TablePermissions of(String tablePrefix, Map<String, FunctionStatement> statements, Set<String> trusted) {
        Map<String, Set<TableAccess>> allowed = statements.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey,
                statement -> statement.getValue().tables().entrySet().stream()
                        .flatMap(table -> table.getValue().stream().map(action -> new TableAccess(action, tablePrefix + table.getKey())))
                        .collect(Collectors.toSet())));
        return new TablePermissions(allowed, Set.copyOf(trusted), false);
    }

    boolean allowEverything() {
        return open;
    }

    /** The first access of a call that its caller may not have. */
    Optional<TableAccess> refused(String caller, List<TableAccess> accesses) {
        if (open || trusted.contains(caller)) {
            return Optional.empty();
        }
        Optional<TableAccess> refused =
                accesses.stream().filter(access -> !allowed.getOrDefault(caller, Set.of()).contains(access)).findFirst();
        Map<Asked, LongAdder> tally = refused.isPresent() ? refusals : uses;
        refused.map(List::of).orElse(accesses)
                .forEach(access -> tally.computeIfAbsent(new Asked(caller, access), asked -> new LongAdder()).increment());
        return refused;
    }

    GrantReport report() {
        List<Grant> grants = new ArrayList<>();
        allowed.forEach((caller, accesses) -> accesses.forEach(access -> {
            LongAdder used = uses.get(new Asked(caller, access));
            grants.add(new Grant(caller, access, used == null ? 0 : used.sum()));
        }));
        Stream<Grant> refused = refusals.entrySet().stream()
                .map(entry -> new Grant(entry.getKey().caller(), entry.getKey().access(), entry.getValue().sum()));
        return new GrantReport(grants.stream().sorted(BY_CALLER).toList(), refused.sorted(BY_CALLER).toList());
    }
}
