package io.coffer.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/** The ways of starting the functions that can be had on this machine. */
final class FunctionVariants {

    private static final int OLDEST = 17;
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private FunctionVariants() {}

    /**
     * Every one that can be had here.
     *
     * @param homes of the JDKs; null for the machine's own
     * @throws IOException if the functions are not packaged for Java
     */
    static List<FunctionVariant> all(Path cofferHome, List<Path> homes, CachedZips cached, Consumer<String> progress) throws IOException {
        Map<String, Path> java = new LinkedHashMap<>();
        Map<String, Path> nativeZips = new LinkedHashMap<>();
        for (Measured measured : Measured.values()) {
            Path target = cofferHome.resolve("functions").resolve(measured.function()).resolve("target");
            Path zip = target.resolve("function.zip");
            if (!Files.exists(zip) || isNative(zip)) {
                throw new IOException(zip + " is no zip for Java; build it: mvn package");
            }
            java.put(measured.function(), zip);
            if (Files.exists(target.resolve("function-native.zip"))) {
                nativeZips.put(measured.function(), target.resolve("function-native.zip"));
            }
        }
        List<FunctionVariant> variants = new ArrayList<>();
        for (Map.Entry<Integer, Path> jdk : jdks(homes).entrySet()) {
            String name = "Java " + jdk.getKey();
            variants.add(new FunctionVariant(name, java, jdk.getValue()));
            List<CachedZips.Kind> kinds = jdk.getKey() < FIRST_WITH_AOT_CACHE
                    ? List.of(CachedZips.Kind.APP_CDS)
                    : List.of(CachedZips.Kind.APP_CDS, CachedZips.Kind.AOT_CACHE);
            for (CachedZips.Kind kind : kinds) {
                progress.accept("training " + name + ", " + kind.title());
                variants.add(new FunctionVariant(name + ", " + kind.title(), cached.make(kind, java, jdk.getValue()), jdk.getValue()));
            }
        }
        if (!nativeZips.isEmpty()) {
            variants.add(new FunctionVariant("native", nativeZips, Path.of(System.getProperty("java.home"))));
        }
        return variants;
    }

    private static boolean isNative(Path zip) throws IOException {
        try (ZipFile content = new ZipFile(zip.toFile())) {
            return content.getEntry("bootstrap") != null;
        }
    }

    private static Map<Integer, Path> jdks(List<Path> homes) throws IOException {
        List<Path> candidates = new ArrayList<>();
        if (homes != null) {
            candidates.addAll(homes);
        } else {
            try (DirectoryStream<Path> installed = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
                installed.forEach(candidates::add);
            }
        }
        Map<Integer, Path> jdks = new TreeMap<>();
        for (Path candidate : candidates) {
            Path release = candidate.resolve("release");
            if (Files.exists(release) && Files.exists(candidate.resolve("bin/java"))) {
                Properties properties = new Properties();
                try (var text = Files.newBufferedReader(release)) {
                    properties.load(text);
                }
                int version = Runtime.Version.parse(properties.getProperty("JAVA_VERSION").replace("\"", "")).feature();
                if (version >= OLDEST) {
                    jdks.putIfAbsent(version, candidate.toRealPath());
                }
            }
        }
        return jdks;
    }
}
