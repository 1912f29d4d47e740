package io.coffer.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;

/** What follows a response's headers. The server decides how to send it: from memory, with sendfile, or through a stream. */
public sealed interface ResponseBody {

    /** No body; Content-Length is whatever the headers say. */
    record None() implements ResponseBody {

        @Override
        public long length() {
            return 0;
        }
    }

    /** A small document. */
    record Bytes(byte[] bytes) implements ResponseBody {

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /**
     * Object bytes, taken slice by slice while they are sent so that no more than one slice is open at a time.
     *
     * @param length the sum of the slices' lengths
     */
    record Slices(long length, Iterator<Slice> slices) implements ResponseBody {}

    /** A run of bytes of one blob. */
    sealed interface Slice {
        long length();

        /** A region of a local file, fit for sendfile. */
        record InFile(Path file, long offset, long length) implements Slice {}

        /** A stream of exactly {@code length} bytes, opened when its turn comes and closed by the server. */
        record InStream(long length, Source source) implements Slice {}
    }

    /** Opens the bytes of a slice. */
    interface Source {
        InputStream open() throws IOException;
    }

    ResponseBody NONE = new None();

    /** How many bytes it has. */
    long length();
}
