package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads a key while it is written is answered as it was or as it is, and not as it never was. */
class HiddenKeyTest {

    private final ManualClock clock = new ManualClock();
    private final OrderedTables memory = new MemoryTables();
    private final Stores writers = Stores.over(memory, clock);
    private int reads;

    @BeforeEach
    void begin() {
        writers.accounts().create("1", "one", Plan.PRO);
        writers.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private Bucket bucket() {
        return writers.buckets().find("bucket").orElseThrow();
    }

    private void put() {
        ObjectRecord object = new ObjectRecord("etag", 1, clock.millis(), Map.of(), Map.of(), null, new Content.Blob(Ids.random()),
                Ids.random(), "1", Map.of(), null, null);
        writers.objects().put(bucket(), "key", object, ObjectCondition.NONE, List.of()).orElseThrow();
    }

    /** Reads the key, and lets something happen before one of the reads that this takes. */
    private Optional<Refusal> found(int read, Runnable meanwhile) {
        OrderedTables interrupted = (OrderedTables) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OrderedTables.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get") && ++reads == read) {
                        meanwhile.run();
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return Stores.over(interrupted, clock).objects().find(bucket(), "key", null).refusal();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aMarkerThatAnObjectReplacesMeanwhileIsToldOrTheObjectIsFound(int read) {
        writers.buckets().putVersioning(bucket(), Versioning.SUSPENDED).orElseThrow();
        writers.objects().delete(bucket(), "key", null, ObjectCondition.NONE).orElseThrow();

        found(read, this::put).ifPresent(
                refusal -> assertEquals(new Refusal.NoObject("key", Optional.of(ObjectRecord.NULL_VERSION)), refusal));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aKeyThatGetsTwoVersionsMeanwhileIsNotHidden(int read) {
        writers.buckets().putVersioning(bucket(), Versioning.ENABLED).orElseThrow();

        found(read, () -> {
            put();
            put();
        }).ifPresent(refusal -> assertEquals(new Refusal.NoObject("key", Optional.empty()), refusal));
    }
}
