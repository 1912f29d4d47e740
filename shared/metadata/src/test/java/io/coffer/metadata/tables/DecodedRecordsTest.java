package io.coffer.metadata.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class DecodedRecordsTest {

    /** Something that is stored. */
    public record Thing(String word) {}

    private final DecodedRecords<Thing> things = new DecodedRecords<>(Thing.class);

    private static Item item(String word, String revision) {
        return new Item("partition", "sort", revision, Records.write(new Thing(word)));
    }

    @Test
    void sameBytesAreDecodedOnce() {
        Thing first = things.stored("name", item("one", "1")).record();
        assertSame(first, things.stored("name", item("one", "1")).record());
    }

    @Test
    void aRecordThatChangedIsNeverTheOldOne() {
        things.stored("name", item("one", "1"));
        assertEquals(new Thing("two"), things.stored("name", item("two", "2")).record());
        assertEquals(new Thing("one"), things.stored("name", item("one", "3")).record());
    }

    @Test
    void theRevisionIsTheItemsOwn() {
        things.stored("name", item("one", "1"));
        assertEquals(item("one", "7").revision(), things.stored("name", item("one", "7")).revision());
    }

    @Test
    void longRecordsAndMoreThanAThousandAreDecodedAgain() {
        String longWord = "x".repeat(5_000);
        assertNotSame(things.stored("long", item(longWord, "1")).record(), things.stored("long", item(longWord, "1")).record());
        Thing first = things.stored("0", item("one", "1")).record();
        for (int i = 1; i <= 1_000; i++) {
            things.stored(String.valueOf(i), item("one", "1"));
        }
        assertNotSame(first, things.stored("0", item("one", "1")).record());
    }
}
