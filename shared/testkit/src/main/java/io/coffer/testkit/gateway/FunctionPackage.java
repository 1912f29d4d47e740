package io.coffer.testkit.gateway;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A function's zip, unpacked: how its process is started. A zip with a {@code bootstrap} is native, any other Java. */
final class FunctionPackage {

    private static final String BOOTSTRAP = "bootstrap";

    private final FunctionTemplate function;
    private final Path root;
    private final RuntimeClient runtime;

    private FunctionPackage(FunctionTemplate function, Path root, RuntimeClient runtime) {
        this.function = function;
        this.root = root;
        this.runtime = runtime;
    }

    /** @param directory where the function gets a directory of its own; one of an earlier run is replaced */
    static FunctionPackage unpack(FunctionTemplate function, Path directory, RuntimeClient runtime) throws IOException {
        if (!Files.isRegularFile(function.zip())) {
            throw new FileNotFoundException("the function " + function.name() + " is not packaged: there is no " + function.zip());
        }
        Path root = directory.resolve(function.name());
        DirectoryTree.delete(root);
        Files.createDirectories(root);
        try (ZipFile zip = new ZipFile(function.zip().toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                unpack(zip, entries.nextElement(), root);
            }
        }
        Path bootstrap = root.resolve(BOOTSTRAP);
        if (Files.exists(bootstrap) && !bootstrap.toFile().setExecutable(true)) {
            throw new IOException(bootstrap + " cannot be made executable");
        }
        return new FunctionPackage(function, root, runtime);
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException(zip.getName() + " has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            // Class data sharing and AOT caches know jars by their time.
            Files.setLastModifiedTime(file, entry.getLastModifiedTime());
        }
    }

    FunctionTemplate function() {
        return function;
    }

    Path root() {
        return root;
    }

    boolean isNative() {
        return Files.exists(root.resolve(BOOTSTRAP));
    }

    /** @param options of the virtual machine, behind those that stand for the managed runtime's */
    List<String> command(Path java, List<String> options) throws IOException {
        if (isNative()) {
            return List.of(root.resolve(BOOTSTRAP).toString());
        }
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        // The managed runtimes leave 15 % of the memory to what is not heap, and stop compiling at C1.
        command.add("-Xmx" + function.memory() * 1024L * 85 / 100 + "k");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add(runtime.libraryOption());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath());
        command.add(RuntimeClient.MAIN_CLASS);
        command.add(function.handler());
        return command;
    }

    private String classPath() throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(root.toString());
        Path libraries = root.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> jars = Files.list(libraries)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().map(Path::toString).forEach(parts::add);
            }
        }
        runtime.jars().forEach(jar -> parts.add(jar.toString()));
        return String.join(":", parts);
    }
}
