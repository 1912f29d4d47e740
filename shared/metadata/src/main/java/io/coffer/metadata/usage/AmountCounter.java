package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;

/** An {@link Amount} that is counted. */
final class AmountCounter {

    private final Counter objects = new Counter();
    private final Counter bytes = new Counter();
    private final Counter uploads = new Counter();

    void add(Amount more) {
        objects.add(more.objects());
        bytes.add(more.bytes());
        uploads.add(more.uploads());
    }

    Amount counted() {
        return new Amount(objects.counted(), bytes.counted(), uploads.counted());
    }

    Amount written() {
        return new Amount(objects.written(), bytes.written(), uploads.written());
    }

    Amount pending() {
        return new Amount(objects.pending(), bytes.pending(), uploads.pending());
    }

    void wrote(Amount amount) {
        objects.wrote(amount.objects());
        bytes.wrote(amount.bytes());
        uploads.wrote(amount.uploads());
    }
}
