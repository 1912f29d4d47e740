package io.coffer.metadata.embedded;

import java.util.function.Supplier;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksIteratorInterface;
import org.rocksdb.RocksObject;
import org.rocksdb.SstFileReaderIterator;

/** The iterators of RocksDB, which have nothing in common where it comes to keys and values. */
record RowSource(RocksIteratorInterface at, RocksObject iterator, Supplier<byte[]> keys, Supplier<byte[]> values) implements Rows.Source {

    static RowSource of(RocksIterator iterator) {
        return new RowSource(iterator, iterator, iterator::key, iterator::value);
    }

    static RowSource of(SstFileReaderIterator iterator) {
        return new RowSource(iterator, iterator, iterator::key, iterator::value);
    }

    @Override
    public byte[] key() {
        return keys.get();
    }

    @Override
    public byte[] value() {
        return values.get();
    }

    @Override
    public void close() {
        iterator.close();
    }
}
