package io.coffer.certify;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** The files that clients carry. The same in every run. */
final class Material {

    private static final int FILES = 300;
    private static final int EMPTY = 10;
    private static final long SEED = 19;
    /** Names that have been lost between clients and servers somewhere. */
    private static final List<String> ODD = List.of("a b", "a+b", "a%20b", "100%", "a&b=c", "what?", "number#1", "\u00e4\u00f6\u00fc",
            "e\u0301 in two characters", "\u65e5\u672c\u8a9e", "\ud83d\ude00", "(round)", "[square]", "{curly}", "'single'", "\"double\"",
            "semi;colon", "at@sign", "a,b", "wow!", "$HOME", "tilde~", "a|b", "caret^", "back`tick", ".hidden", "two..dots", "dot.",
            "-dash",
            "n".repeat(200));

    private final Path directory;

    private Material(Path directory) {
        this.directory = directory;
    }

    /** @param large whether there is a file of 1 GB */
    static Material make(Path directory, boolean large) throws IOException {
        Material material = new Material(directory);
        Random random = new Random(SEED);
        Files.createDirectories(material.files());
        write(material.files().resolve("0B"), 0, random);
        write(material.files().resolve("1B"), 1, random);
        write(material.files().resolve("5MiB"), 5 << 20, random);
        write(material.files().resolve("30MB"), 30_000_000, random);
        if (large) {
            write(material.files().resolve("1GB"), 1_000_000_000, random);
        }
        material.makeTree(random);
        return material;
    }

    Path files() {
        return directory.resolve("files");
    }

    Path tree() {
        return directory.resolve("tree");
    }

    private void makeTree(Random random) throws IOException {
        Path plain = Files.createDirectories(tree().resolve("plain"));
        Path odd = Files.createDirectories(tree().resolve("odd names/deep/er"));
        for (String name : ODD) {
            write(odd.resolve(name), 1 + random.nextInt(2000), random);
        }
        for (int i = 0; i < EMPTY; i++) {
            write(tree().resolve("empty-" + i), 0, random);
        }
        for (int i = 0; i < FILES - EMPTY - ODD.size(); i++) {
            write(plain.resolve("file-%03d".formatted(i)), 1 + random.nextInt(20_000), random);
        }
    }

    private static void write(Path file, long size, Random random) throws IOException {
        byte[] piece = new byte[64 << 10];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long rest = size; rest > 0; rest -= piece.length) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(rest, piece.length));
            }
        }
    }
}
