package io.coffer.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An archive of the packaged server's classes, as the launcher makes one. With it a start takes two thirds of the processor time. Servers
 * start without it, too.
 */
final class ClassArchive {

    private ClassArchive() {}

    /** The flags of Java that use it. */
    static List<String> flags(String java, Path application) {
        Path target = application.getParent().getParent();
        Path archive = target.resolve("tests.jsa");
        try (FileChannel channel = FileChannel.open(target.resolve("tests.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Of the processes of the tests one makes it.
            channel.lock();
            if (!Files.exists(archive) || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(application)) < 0) {
                make(java, application, archive);
            }
            return Files.exists(archive)
                    ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void make(String java, Path application, Path archive) throws IOException, InterruptedException {
        Path made = archive.resolveSibling("tests.jsa.new");
        List<String> command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable",
                "-jar", application.toString(), "serve", "--data", archive.resolveSibling("tests-data").toString(),
                "--port", "0", "--tls-port", "0", "--console-port", "0"));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader greeting = process.inputReader()) {
            greeting.lines().takeWhile(line -> !line.equals(ServerProcess.LAST_LINE)).forEach(line -> { });
            process.destroy();
            process.waitFor();
        }
        if (Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
