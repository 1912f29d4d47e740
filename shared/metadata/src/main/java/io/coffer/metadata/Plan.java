package io.coffer.metadata;

/** What an account may hold, as data. */
public enum Plan {
    FREE(1),
    PRO(100);

    private final int maxBuckets;

    Plan(int maxBuckets) {
        this.maxBuckets = maxBuckets;
    }

    public int maxBuckets() {
        return maxBuckets;
    }
}
