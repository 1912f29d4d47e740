package io.coffer.metadata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** RocksDB's files, whose names have numbers. */
final class NumberedFiles {

    private NumberedFiles() {}

    /** Those whose names are wanted, in the order of their numbers. */
    static List<Path> of(Path directory, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted(Comparator.comparing((Path file) -> file.getFileName().toString().length()).thenComparing(Path::getFileName))
                    .toList();
        }
    }
}
