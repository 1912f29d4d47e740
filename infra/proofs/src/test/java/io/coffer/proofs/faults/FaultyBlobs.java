package io.coffer.proofs.faults;

import io.coffer.blobs.BlobRange;
import io.coffer.blobs.BlobStore;
import io.coffer.protocol.ResponseBody.Slice;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Blobs whose calls fail as those of a store behind a network do: before their effect, after it, or in the middle of the bytes. */
public final class FaultyBlobs implements BlobStore {

    private final BlobStore blobs;
    private final Faults faults;

    /** @param blobs stay the caller's, who closes them */
    public FaultyBlobs(BlobStore blobs, Faults faults) {
        this.blobs = blobs;
        this.faults = faults;
    }

    private void point() throws IOException {
        faults.point();
        if (faults.fails()) {
            throw new IOException("the connection to the store broke");
        }
    }

    @Override
    public void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        faults.tell(() -> "write blob " + id);
        point();
        blobs.write(id, broken(bytes), length, () -> {
            faults.point();
            beforeVisible.run();
            faults.point();
        });
        point();
    }

    /** Bytes that come in pieces, and may end in a failure. */
    private InputStream broken(InputStream bytes) {
        return new FilterInputStream(bytes) {

            @Override
            public int read() throws IOException {
                point();
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                point();
                return super.read(buffer, offset, faults.some(length));
            }
        };
    }

    @Override
    public Slice slice(BlobRange range) throws IOException {
        point();
        blobs.slice(range);
        return new Slice.InStream(range.length(), () -> read(range));
    }

    @Override
    public InputStream read(BlobRange range) throws IOException {
        faults.tell(() -> "read " + range);
        point();
        return broken(blobs.read(range));
    }

    @Override
    public boolean verifies() {
        return blobs.verifies();
    }

    @Override
    public void delete(String id) throws IOException {
        faults.tell(() -> "delete blob " + id);
        point();
        blobs.delete(id);
        point();
    }

    @Override
    public void deleteUnfinished(String id) throws IOException {
        faults.tell(() -> "delete unfinished blob " + id);
        point();
        blobs.deleteUnfinished(id);
        point();
    }

    @Override
    public List<String> beginningWith(String prefix) throws IOException {
        point();
        return blobs.beginningWith(prefix);
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
}
