package io.coffer.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are replaced whole and that, as a rule, only their owner can read, and directories that only their owner can look into. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private PrivateFile() {}

    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** On the disk on return, its name too. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, "rw-------");
    }

    /** As {@link #write}, for what everybody may read. */
    public static void writeReadable(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }

    /** As {@link #write}, of what may be large. */
    public static void copy(InputStream bytes, Path file) throws IOException {
        write(file, "rw-------", channel -> bytes.transferTo(Channels.newOutputStream(channel)));
    }

    private interface Writing {
        void to(FileChannel channel) throws IOException;
    }

    private static void write(Path file, byte[] bytes, String permissions) throws IOException {
        write(file, permissions, channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }

    private static void write(Path file, String permissions, Writing writing) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, permissions))) {
            writing.to(channel);
            channel.force(true);
        }
        move(temporary, file);
    }

    /** Puts a file of the same directory in another's place; on the disk on return. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncDirectoryOf(to);
    }

    /** Makes a name in its directory durable. */
    private static void syncDirectoryOf(Path path) throws IOException {
        if (isPosix(path)) {
            try (FileChannel names = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** A file to write to, made if it is missing. */
    static FileChannel openOrMake(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes(file, "rw-------"));
    }

    /** Makes a directory if there is none; one that is there stays as it is. Those above it are made as directories usually are. */
    public static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.toAbsolutePath().getParent());
            Files.createDirectories(directory, attributes(directory, "rwx------"));
            syncDirectoryOf(directory);
        }
    }

    /** As {@link #makeDirectory}, for the directory that a file is to be in. */
    public static void makeDirectoryOf(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            makeDirectory(directory);
        }
    }

    /** Whether others than its owner may look into a directory, or pass it. */
    static boolean isOpenToOthers(Path directory) throws IOException {
        return isPosix(directory) && Files.getPosixFilePermissions(directory).stream().anyMatch(OF_OTHERS::contains);
    }

    private static FileAttribute<?>[] attributes(Path file, String permissions) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
