package io.coffer.metadata.contents;

import io.coffer.metadata.Content;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.util.List;

/**
 * Who shares a content. A content that was never copied has no items here: its one holder is the object that points to it. From the first
 * copy on every holder has an item, written in the copy's commit under the condition that the source is still there; so whoever takes
 * away the last item may remove the content.
 */
public final class HolderStore {

    private final OrderedTables tables;

    public HolderStore(OrderedTables tables) {
        this.tables = tables;
    }

    /** Takes a holder away and tells whether nobody holds the content any more: a commit and a query of one item. */
    public boolean release(Content content, String holder) {
        tables.commit(List.of(new Change.Delete(Table.HOLDERS, content.id(), holder, Condition.NONE)));
        return tables.query(Query.first(Table.HOLDERS, content.id(), 1)).isEmpty();
    }
}
