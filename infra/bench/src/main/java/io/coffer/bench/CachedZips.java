package io.coffer.bench;

import io.coffer.testkit.gateway.GatewayEmulator;
import io.coffer.testkit.gateway.RuntimeClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Zips whose functions start from a cache of loaded classes. Lambda's Java runtimes use a cache of their own and load a function's classes
 * in a class loader of their own, where none works; so these zips are for a custom runtime: a {@code bootstrap} that starts the JDK of
 * {@code JAVA_HOME} (in Lambda, of a layer) with AWS's runtime interface client, everything in jars, and the cache. A cache is good for the
 * build of the JDK that made it.
 */
final class CachedZips {

    private static final Duration TIME_TO_DUMP = Duration.ofMinutes(5);
    private static final String OPTIONS = "FUNCTION_JAVA_OPTIONS";
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** What makes a cache, and what uses it. */
    enum Kind {
        APP_CDS("AppCDS", "function.jsa", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
        AOT_CACHE("AOT cache", "function.aot", "-XX:AOTCacheOutput=", "-XX:AOTCache=");

        private final String title;
        private final String file;
        private final String makes;
        private final String uses;

        Kind(String title, String file, String makes, String uses) {
            this.title = title;
            this.file = file;
            this.makes = makes;
            this.uses = uses;
        }

        String title() {
            return title;
        }
    }

    /** Sends what the cache is made from. */
    interface Training {
        void run(GatewayEmulator gateway) throws IOException;
    }

    private final FunctionCloud cloud;
    private final Path directory;
    private final Training training;

    CachedZips(FunctionCloud cloud, Path directory, Training training) {
        this.cloud = cloud;
        this.directory = directory;
        this.training = training;
    }

    /** Makes such zips from others, by function, for one JDK. Each function is started once and stopped. */
    Map<String, Path> make(Kind kind, Map<String, Path> zips, Path javaHome) throws IOException {
        Path work = directory.resolve(kind.file + "-" + javaHome.getFileName());
        Files.createDirectories(work);
        Map<String, Path> untrained = new LinkedHashMap<>();
        for (Map.Entry<String, Path> zip : zips.entrySet()) {
            untrained.put(zip.getKey(), repack(kind, zip.getValue(), work, zip.getKey() + "-untrained.zip"));
        }
        Path unpacked = work.resolve("unpacked");
        try (GatewayEmulator gateway = cloud.gateway(new FunctionVariant(kind.title, untrained, javaHome))
                .workDirectory(unpacked)
                .environment(OPTIONS, kind.makes + kind.file)
                .start()) {
            training.run(gateway);
            for (String function : zips.keySet()) {
                end(gateway.sandboxes(function).get(0).pid());
            }
        }
        Map<String, Path> trained = new LinkedHashMap<>();
        for (Map.Entry<String, Path> zip : untrained.entrySet()) {
            trained.put(zip.getKey(), with(unpacked.resolve(zip.getKey()).resolve(kind.file), zip.getValue(), work, zip.getKey() + ".zip"));
        }
        return trained;
    }

    /** A virtual machine writes its cache while it ends. */
    private static void end(long pid) throws IOException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new IOException("a function ended by itself"));
        process.destroy();
        try {
            process.onExit().get(TIME_TO_DUMP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the function being trained does not end", e);
        }
    }

    /** What lies beside {@code lib} goes into a jar: caches know no directories. */
    private static Path repack(Kind kind, Path zip, Path work, String name) throws IOException {
        RuntimeClient runtime = RuntimeClient.copyTo(work.resolve("runtime"));
        List<String> classPath = new ArrayList<>(List.of("function.jar"));
        Path jar = work.resolve("function.jar");
        Path result = work.resolve(name);
        try (ZipFile source = new ZipFile(zip.toFile());
                ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(result));
                ZipOutputStream classes = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (ZipEntry entry : source.stream().filter(entry -> !entry.isDirectory()).toList()) {
                boolean library = entry.getName().startsWith("lib/");
                copy(source.getInputStream(entry), library ? target : classes, entry.getName());
                if (library) {
                    classPath.add(entry.getName());
                }
            }
            classes.finish();
            copy(Files.newInputStream(jar), target, "function.jar");
            copy(Files.newInputStream(runtime.library()), target, "runtime.so");
            for (Path one : runtime.jars()) {
                String file = "lib/" + one.getFileName();
                if (!classPath.contains(file)) {
                    copy(Files.newInputStream(one), target, file);
                    classPath.add(file);
                }
            }
            copy(new ByteArrayInputStream(bootstrap(kind, classPath).getBytes(StandardCharsets.UTF_8)), target, "bootstrap");
        }
        return result;
    }

    /** The options are those of Lambda's own runtimes, except for the cache. */
    private static String bootstrap(Kind kind, List<String> classPath) {
        RuntimeClient runtime = new RuntimeClient(List.of(), Path.of("$LAMBDA_TASK_ROOT/runtime.so"));
        return """
                #!/bin/sh
                cd "$LAMBDA_TASK_ROOT"
                exec "${JAVA_HOME:-/opt/java}/bin/java" -Xmx$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * 85 / 100))m -XX:+UseSerialGC \\
                    -XX:TieredStopAtLevel=1 ${%s:-%s} -Xlog:disable %s -cp %s %s "$_HANDLER"
                """.formatted(OPTIONS, kind.uses + kind.file, runtime.libraryOption(),
                String.join(":", classPath), RuntimeClient.MAIN_CLASS);
    }

    private static Path with(Path cache, Path zip, Path work, String name) throws IOException {
        if (!Files.exists(cache)) {
            throw new IOException("training made no " + cache);
        }
        Path result = work.resolve(name);
        try (ZipFile source = new ZipFile(zip.toFile()); ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(result))) {
            for (ZipEntry entry : source.stream().toList()) {
                copy(source.getInputStream(entry), target, entry.getName());
            }
            copy(Files.newInputStream(cache), target, cache.getFileName().toString());
        }
        return result;
    }

    /** All entries have one time: a cache is refused if a jar's is another than in training. */
    private static void copy(InputStream from, ZipOutputStream to, String name) throws IOException {
        try (from) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(TIME);
            to.putNextEntry(entry);
            from.transferTo(to);
            to.closeEntry();
        }
    }
}
