package io.coffer.metadata;

/** The plans there are, each with the limits of the accounts that are on it. */
public enum Plan {
    FREE(new PlanLimits(1, 5_000_000_000L, 1_000L, 1_000L, 100)),
    PRO(new PlanLimits(100, null, null, 10_000L, 100));

    private final PlanLimits limits;

    Plan(PlanLimits limits) {
        this.limits = limits;
    }

    public PlanLimits limits() {
        return limits;
    }
}
