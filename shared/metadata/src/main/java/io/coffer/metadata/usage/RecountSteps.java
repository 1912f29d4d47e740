package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.usage.CountedBucket.Sum;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The steps of a recount that goes from run to run. {@link UsageStore} says what each does. */
final class RecountSteps {

    private final UsageItems items;

    RecountSteps(UsageItems items) {
        this.items = items;
    }

    Optional<Recounting> underWay(Bucket bucket) {
        return underWay(bucket, UsageItems.counts(items.of(bucket)));
    }

    private static Optional<Recounting> underWay(Bucket bucket, Optional<CountedBucket> counted) {
        return Optional.ofNullable(bucket.recounting()).filter(recounting -> !recounting.ended() && counted
                .filter(counts -> counts.bucketId().equals(bucket.id()) && counts.tried() == recounting.began())
                .map(CountedBucket::recount)
                .filter(sum -> Objects.equals(sum.key(), recounting.counted()))
                .isPresent());
    }

    Optional<RecountStep> begin(Bucket bucket, long now) {
        Optional<Item> item = items.of(bucket);
        Optional<CountedBucket> counted = UsageItems.counts(item);
        CountedBucket counts = counted.orElseGet(() -> CountedBucket.first(bucket.id(), Amount.NOTHING, 0));
        if (!counts.bucketId().equals(bucket.id()) || underWay(bucket, counted).isPresent()) {
            return Optional.empty();
        }
        long before = Math.max(counts.tried(), bucket.recounting() == null ? 0 : bucket.recounting().began());
        long began = Math.max(now, before + 1);
        return Optional.of(new RecountStep(
                new Recounting(began, null, false), UsageItems.put(bucket, counts.recounting(began, Sum.NOTHING), item)));
    }

    Optional<RecountStep> passed(Bucket bucket, Recounting from, String key, Amount found) {
        return step(bucket, from, new Recounting(from.began(), key, false),
                counts -> counts.recounting(from.began(), Sum.of(key, sum(counts).plus(found))));
    }

    Optional<RecountStep> end(Bucket bucket, Recounting from, Amount found) {
        return step(bucket, from, new Recounting(from.began(), null, true), counts -> CountedBucket.of(
                bucket.id(), sum(counts).plus(found), from.began(), counts.recounted(), from.began(), null));
    }

    private static Amount sum(CountedBucket counts) {
        return counts.recount() == null ? Amount.NOTHING : counts.recount().held();
    }

    private Optional<RecountStep> step(Bucket bucket, Recounting from, Recounting to, UnaryOperator<CountedBucket> change) {
        Optional<Item> item = items.of(bucket);
        Optional<CountedBucket> counted = UsageItems.counts(item);
        return underWay(bucket, counted)
                .filter(from::equals)
                .flatMap(same -> counted)
                .map(counts -> new RecountStep(to, UsageItems.put(bucket, change.apply(counts), item)));
    }

    void giveUp(Bucket bucket) {
        items.update(bucket.accountId(), UsageItems.BUCKET + bucket.name(), item -> UsageItems.counts(item)
                .filter(counts -> counts.bucketId().equals(bucket.id()) && counts.recount() != null)
                .map(counts -> List.of(UsageItems.put(bucket, counts.trying(counts.tried()), item)))
                .orElse(List.of()));
    }
}
