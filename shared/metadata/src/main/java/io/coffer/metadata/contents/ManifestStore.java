package io.coffer.metadata.contents;

import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Part;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of completed objects, in pages, since 10,000 parts do not fit one item. An object's record knows at which offset each page
 * begins, so that a range costs the pages it touches.
 */
public final class ManifestStore {

    /** A page of 500 parts is about 100 KB. */
    static final int PAGE_PARTS = 500;

    private final OrderedTables tables;

    public ManifestStore(OrderedTables tables) {
        this.tables = tables;
    }

    /** Writes the pages of one completion, one commit each; invisible until an object's record names them. */
    public Content.Parts write(String uploadId, List<Part> parts) {
        String attempt = Ids.random();
        List<Long> offsets = new ArrayList<>();
        long offset = 0;
        for (int first = 0; first < parts.size(); first += PAGE_PARTS) {
            List<Part> page = parts.subList(first, Math.min(first + PAGE_PARTS, parts.size()));
            tables.commit(List.of(new Change.Put(
                    Table.MANIFESTS, uploadId, sort(attempt, offsets.size()), Records.write(page), Condition.ABSENT)));
            offsets.add(offset);
            offset += page.stream().mapToLong(Part::size).sum();
        }
        return new Content.Parts(uploadId, attempt, offsets, parts.size());
    }

    /**
     * A page's parts in order: one read. Empty if the manifest was reclaimed.
     *
     * @param page counted from 0
     */
    public List<Part> page(Content.Parts content, int page) {
        return tables.get(Table.MANIFESTS, content.uploadId(), sort(content.attempt(), page))
                .map(item -> Arrays.asList(Records.read(item.value(), Part[].class)))
                .orElse(List.of());
    }

    /** How many parts stand before a page. */
    public static int partsBefore(int page) {
        return page * PAGE_PARTS;
    }

    /** Removes a manifest: a commit for each page. */
    public void deletePages(Content.Parts content) {
        for (int page = 0; page < content.pageOffsets().size(); page++) {
            delete(content.uploadId(), sort(content.attempt(), page));
        }
    }

    /** Removes every page of the upload's completions, except those of {@code keepAttempt} (null to keep none). */
    public void deleteExcept(String uploadId, @Nullable String keepAttempt) {
        @Nullable String after = null;
        List<Item> items;
        do {
            items = tables.query(new Query(Table.MANIFESTS, uploadId, after, false, null, 100, false));
            for (Item item : items) {
                if (keepAttempt == null || !item.sort().startsWith(keepAttempt)) {
                    delete(uploadId, item.sort());
                }
                after = item.sort();
            }
        } while (!items.isEmpty());
    }

    private void delete(String uploadId, String sort) {
        tables.commit(List.of(new Change.Delete(Table.MANIFESTS, uploadId, sort, Condition.NONE)));
    }

    private static String sort(String attempt, int page) {
        return "%s-%03d".formatted(attempt, page);
    }
}
