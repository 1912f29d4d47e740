package io.coffer.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system (ext4) in a file, whose power can be cut: what was not synced is lost. It takes the superuser, loop devices,
 * {@code mkfs.ext4} and {@code python3}.
 */
final class LoopDisk implements AutoCloseable {

    /** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (Linux, fs/ext4/ext4.h): nothing is written any more, the journal neither. */
    private static final String CUT = "import fcntl, os, struct, sys; "
            + "fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack('I', 2))";

    private final Path image;
    private final Path mount;

    private LoopDisk(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /** @throws IOException if there is none here, saying why */
    static LoopDisk make(Path directory) throws IOException {
        LoopDisk disk = new LoopDisk(directory.resolve("disk"), directory.resolve("mount"));
        run("truncate", "-s", "400M", disk.image.toString());
        run("mkfs.ext4", "-q", "-F", disk.image.toString());
        run("python3", "-c", "import fcntl");
        Files.createDirectories(disk.mount);
        disk.mount();
        return disk;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(List.of(command) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** As rarely as it may be, the system writes by itself what nobody synced. */
    private void mount() throws IOException {
        run("mount", "-o", "loop,commit=300", image.toString(), mount.toString());
    }

    Path directory() {
        return mount;
    }

    /**
     * Cuts the power of a disk and of the machine that a process runs on: the process is stopped before the disk, so that it answers
     * nothing any more, and dies. Then the disk is there again, with what it has.
     */
    void cutPower(ServerProcess process) throws IOException, InterruptedException {
        run("kill", "-STOP", String.valueOf(process.pid()));
        run("python3", "-c", CUT, mount.toString());
        process.kill();
        run("umount", mount.toString());
        mount();
    }

    @Override
    public void close() {
        try {
            run("umount", mount.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
