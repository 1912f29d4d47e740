package io.coffer.standalone.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the socket of a data directory is. */
final class SocketPlace {

    /** The file that says where it is if it is not in the directory. */
    static final String ELSEWHERE = "elsewhere";

    private static final String SOCKET = "socket";

    private SocketPlace() {}

    static Path directory(Path data) {
        return data.toAbsolutePath().normalize().resolve("control");
    }

    static Path in(Path directory) {
        return directory.resolve(SOCKET);
    }

    static Optional<Path> elsewhere(Path directory) throws IOException {
        try {
            return Optional.of(Path.of(Files.readString(directory.resolve(ELSEWHERE))));
        } catch (NoSuchFileException e) {
            // There was none, or a server that ends has just removed it.
            return Optional.empty();
        }
    }
}
