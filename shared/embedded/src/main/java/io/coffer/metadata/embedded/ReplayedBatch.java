package io.coffer.metadata.embedded;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Does again what a commit did. Commits put and delete, and nothing else. */
final class ReplayedBatch extends WriteBatch.Handler {

    private final RecoveredTables recovered;

    ReplayedBatch(RecoveredTables recovered) {
        this.recovered = recovered;
    }

    private static RocksDBException unknown() {
        return new RocksDBException("a change that no commit makes");
    }

    @Override
    public void put(int family, byte[] key, byte[] value) throws RocksDBException {
        recovered.put(family, key, value);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        try {
            recovered.put(0, key, value);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void delete(int family, byte[] key) throws RocksDBException {
        recovered.delete(family, key);
    }

    @Override
    public void delete(byte[] key) {
        try {
            recovered.delete(0, key);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void merge(int family, byte[] key, byte[] value) throws RocksDBException {
        throw unknown();
    }

    @Override
    public void merge(byte[] key, byte[] value) {
        throw new IllegalStateException(unknown());
    }

    @Override
    public void singleDelete(int family, byte[] key) throws RocksDBException {
        throw unknown();
    }

    @Override
    public void singleDelete(byte[] key) {
        throw new IllegalStateException(unknown());
    }

    @Override
    public void deleteRange(int family, byte[] from, byte[] to) throws RocksDBException {
        throw unknown();
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
        throw new IllegalStateException(unknown());
    }

    @Override
    public void putBlobIndex(int family, byte[] key, byte[] value) throws RocksDBException {
        throw unknown();
    }

    @Override
    public void logData(byte[] blob) {
        // Says nothing about rows.
    }

    @Override
    public void markBeginPrepare() {
        // As all marks: commits are not prepared.
    }

    @Override
    public void markEndPrepare(byte[] xid) {
        // See markBeginPrepare.
    }

    @Override
    public void markNoop(boolean emptyBatch) {
        // See markBeginPrepare.
    }

    @Override
    public void markRollback(byte[] xid) {
        // See markBeginPrepare.
    }

    @Override
    public void markCommit(byte[] xid) {
        // See markBeginPrepare.
    }

    @Override
    public void markCommitWithTimestamp(byte[] xid, byte[] time) {
        // See markBeginPrepare.
    }
}
