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

/** Who may do what. What no statement allows is denied, also to callers without a statement. */
final class Permissions {

    private record Asked(String caller, Access access) {}

    private static final Comparator<Grant> BY_CALLER =
            Comparator.comparing(Grant::caller).thenComparing(Grant::access);

    private final Map<String, Set<Access>> allowed;
    private final Set<String> trusted;
    private final boolean open;
    private final Map<Asked, LongAdder> uses = new ConcurrentHashMap<>();
    private final Map<Asked, LongAdder> refusals = new ConcurrentHashMap<>();

    private Permissions(Map<String, Set<Access>> allowed, Set<String> trusted, boolean open) {
        this.allowed = allowed;
        this.trusted = trusted;
        this.open = open;
    }

    static Permissions open() {
        return new Permissions(Map.of(), Set.of(), true);
    }

    /** @param allowed by caller; callers that are trusted need none */
    static Permissions of(Map<String, List<Access>> allowed, String ours, String... trusted) {
        Map<String, Set<Access>> sets =
                allowed.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        return new Permissions(sets, Stream.concat(Stream.of(ours), Stream.of(trusted)).collect(Collectors.toSet()), false);
    }

    boolean allowEverything() {
        return open;
    }

    /** The first access of a call that its caller may not have. */
    Optional<Access> refused(String caller, List<Access> accesses) {
        if (open || trusted.contains(caller)) {
            return Optional.empty();
        }
        Optional<Access> refused =
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
