package io.coffer.content;

import io.coffer.checksum.Checksum;
import io.coffer.metadata.Content;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.tables.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are stored and not yet visible.
 *
 * @param etag the hexadecimal MD5 of the bytes, or under a customer's key something as long that tells nothing of them
 * @param changes belong into the commit that makes the bytes visible: they write small bytes beside the record, or withdraw the blob's
 *     promise
 * @param pending the blob's promise, null for small bytes
 */
public record WrittenContent(
        Content content, long size, String etag, Checksum checksum, List<Change> changes, @Nullable PendingBlob pending) {}
