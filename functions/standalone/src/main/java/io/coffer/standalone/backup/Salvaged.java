package io.coffer.standalone.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a damaged directory, whose failures to be read are told from those of what it is written to. */
final class Salvaged extends FilterInputStream {

    /** The file is missing or cannot be read. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1;

        Unreadable(IOException cause) {
            super(cause);
        }
    }

    Salvaged(Path file) throws Unreadable {
        super(open(file));
    }

    private static InputStream open(Path file) throws Unreadable {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    @Override
    public int read() throws Unreadable {
        try {
            return super.read();
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws Unreadable {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }
}
