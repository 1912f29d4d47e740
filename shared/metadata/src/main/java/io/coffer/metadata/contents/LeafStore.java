package io.coffer.metadata.contents;

import io.coffer.metadata.Part;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of parts: what the content id of a completed object is made of without its bytes, 32 bytes for 256 KiB. They are apart from
 * the parts, so that listing parts reads none, and stand with the manifests of their upload, so that the sweep of an upload that ended
 * removes them.
 */
public final class LeafStore {

    /** A part of 5 GiB has three pages, and those of 10,000 parts of 8 MiB have 1 KiB. */
    private static final int PAGE_BYTES = 256 << 10;
    private static final int PAGES_IN_QUERY = 100;
    private static final String PREFIX = "leaves-";

    private final OrderedTables tables;

    public LeafStore(OrderedTables tables) {
        this.tables = tables;
    }

    /** The changes that keep a part's leaves, for the commit that makes the part visible. */
    public static List<Change> put(String uploadId, Part part, byte[] leaves) {
        List<Change> changes = new ArrayList<>();
        for (int from = 0; from < leaves.length; from += PAGE_BYTES) {
            byte[] page = Arrays.copyOfRange(leaves, from, Math.min(leaves.length, from + PAGE_BYTES));
            changes.add(new Change.Put(Table.MANIFESTS, uploadId, sort(part, from / PAGE_BYTES), page, Condition.NONE));
        }
        return changes;
    }

    /** What is done with the leaves of a part. */
    public interface Reader {
        void read(Part part, byte[] leaves) throws IOException;
    }

    /**
     * Hands the leaves of parts on, in the parts' order: a query for each 100 parts.
     *
     * @return false if a part has none; then the leaves of parts before it may have been handed on
     */
    public boolean forEach(String uploadId, List<Part> parts, Reader reader) throws IOException {
        Walk walk = new Walk(uploadId);
        for (Part part : parts) {
            Optional<byte[]> leaves = walk.of(part);
            if (leaves.isEmpty()) {
                return false;
            }
            reader.read(part, leaves.get());
        }
        return true;
    }

    /** Reads an upload's pages from the first to the last. Pages of parts that were replaced are passed over. */
    private final class Walk {

        private final String uploadId;
        private List<Item> items = List.of();
        private int next;
        private String after = PREFIX;

        Walk(String uploadId) {
            this.uploadId = uploadId;
        }

        Optional<byte[]> of(Part part) {
            String first = sort(part, 0);
            String prefix = prefix(part);
            List<byte[]> pages = new ArrayList<>();
            for (Item item = item(); item != null; item = item()) {
                boolean own = item.sort().startsWith(prefix);
                if (!own && item.sort().compareTo(first) > 0) {
                    break;
                }
                if (own) {
                    pages.add(item.value());
                }
                next++;
            }
            return pages.isEmpty() ? Optional.empty() : Optional.of(joined(pages));
        }

        /** Null behind the last. */
        private @Nullable Item item() {
            if (next == items.size()) {
                items = tables.query(new Query(
                        Table.MANIFESTS, uploadId, after, false, PREFIX + Character.MAX_VALUE, PAGES_IN_QUERY, false));
                next = 0;
                if (items.isEmpty()) {
                    return null;
                }
                after = items.get(items.size() - 1).sort();
            }
            return items.get(next);
        }
    }

    private static byte[] joined(List<byte[]> pages) {
        ByteBuffer all = ByteBuffer.allocate(pages.stream().mapToInt(page -> page.length).sum());
        pages.forEach(all::put);
        return all.array();
    }

    private static String prefix(Part part) {
        return PREFIX + "%05d-%s-".formatted(part.number(), part.blobId());
    }

    private static String sort(Part part, int page) {
        return prefix(part) + "%03d".formatted(page);
    }
}
