package io.coffer.contentid;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object. */
public interface StoredBytes {

    InputStream open(long offset, long length) throws IOException;
}
