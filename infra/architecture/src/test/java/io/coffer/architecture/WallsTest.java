package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may see whom, and which libraries: lists of what is allowed. What is not in them is not allowed. */
class WallsTest {

    /** Of each part of the house, by its package below {@code io.coffer}, the parts that it may see. */
    private static final Map<String, String> MAY_SEE = new TreeMap<>(Map.ofEntries(
            Map.entry("protocol", ""),
            Map.entry("settings", ""),
            Map.entry("checksum", ""),
            Map.entry("contentid", ""),
            Map.entry("access", "protocol"),
            Map.entry("auth", "checksum protocol"),
            Map.entry("lifecycle", "protocol"),
            Map.entry("blobs", "protocol"),
            Map.entry("metadata", "checksum"),
            Map.entry("metadata.memory", "metadata"),
            Map.entry("metadata.embedded", "metadata"),
            Map.entry("metadata.dynamodb", "metadata"),
            Map.entry("content", "auth blobs checksum contentid metadata protocol"),
            Map.entry("accounts", "auth metadata settings"),
            Map.entry("moving", ""),
            Map.entry("pipeline", "access auth blobs checksum content contentid lifecycle metadata protocol settings"),
            Map.entry("lambda", "accounts auth blobs lifecycle metadata metadata.dynamodb metadata.memory pipeline protocol settings"),
            Map.entry("buckets", "access auth content lambda lifecycle metadata pipeline protocol"),
            Map.entry("listings", "buckets checksum lambda metadata multipart pipeline protocol"),
            Map.entry("objects", "access auth checksum content contentid lambda metadata multipart pipeline protocol"),
            Map.entry("multipart", "auth checksum content contentid lambda metadata pipeline protocol"),
            Map.entry("fallback", "buckets lambda listings multipart objects pipeline"),
            Map.entry("keys", "access accounts auth lambda metadata pipeline protocol"),
            Map.entry("housekeeping", "blobs content lambda lifecycle metadata pipeline"),
            Map.entry("setup", "accounts lambda metadata"),
            Map.entry("console", ""),
            Map.entry("standalone", "access accounts auth blobs buckets console content fallback housekeeping keys lifecycle metadata"
                    + " metadata.dynamodb metadata.embedded moving objects pipeline protocol settings"),
            Map.entry("distribution", ""),
            Map.entry("testkit", "protocol"),
            Map.entry("endpoints", "accounts auth blobs checksum metadata metadata.memory pipeline protocol settings testkit"),
            Map.entry("bench", "accounts auth checksum metadata metadata.dynamodb protocol testkit"),
            Map.entry("rendering", "testkit"),
            Map.entry("emulator", "accounts auth metadata metadata.dynamodb protocol testkit"),
            Map.entry("localstack", "accounts auth metadata metadata.dynamodb testkit"),
            Map.entry("proofs", ""),
            Map.entry("certify", "proofs")));

    /** Of each part, the libraries that it may see beside Java's own, JBoss Logging and JSpecify, by the beginnings of their packages. */
    private static final Map<String, String> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("protocol", "com.ctc.wstx com.fasterxml.jackson org.apache.commons.codec org.codehaus.stax2"),
            Map.entry("settings", ""),
            Map.entry("checksum", "com.dynatrace.hash4j"),
            Map.entry("contentid", "com.fasterxml.jackson org.apache.commons.codec"),
            Map.entry("access", "com.fasterxml.jackson"),
            Map.entry("auth", "com.fasterxml.jackson"),
            Map.entry("lifecycle", "com.fasterxml.jackson"),
            Map.entry("blobs", "com.sun.nio.file software.amazon.awssdk"),
            Map.entry("metadata", "com.fasterxml.jackson"),
            Map.entry("metadata.memory", ""),
            Map.entry("metadata.embedded", "org.rocksdb"),
            Map.entry("metadata.dynamodb", "software.amazon.awssdk"),
            Map.entry("content", ""),
            Map.entry("accounts", "software.amazon.awssdk"),
            Map.entry("moving", "software.amazon.awssdk"),
            Map.entry("pipeline", ""),
            Map.entry("lambda", "com.amazonaws.services.lambda com.fasterxml.jackson io.quarkus.runtime jakarta org.crac"
                    + " org.eclipse.microprofile software.amazon.awssdk"),
            Map.entry("buckets", "jakarta"),
            Map.entry("listings", "jakarta"),
            Map.entry("objects", "com.fasterxml.jackson jakarta org.apache.commons.fileupload2"),
            Map.entry("multipart", "jakarta"),
            Map.entry("fallback", "jakarta"),
            Map.entry("keys", "com.ctc.wstx jakarta org.codehaus.stax2"),
            Map.entry("housekeeping", "com.amazonaws.services.lambda jakarta"),
            Map.entry("setup", "com.amazonaws.services.lambda com.fasterxml.jackson jakarta software.amazon.awssdk"),
            Map.entry("console", "com.amazonaws.services.lambda io.quarkus.vertx io.vertx jakarta org.eclipse.microprofile"),
            Map.entry("standalone", "com.fasterxml.jackson io.micrometer io.netty io.opentelemetry io.quarkus.runtime io.smallrye io.vertx"
                    + " jakarta org.bouncycastle org.HdrHistogram org.eclipse.microprofile picocli software.amazon.awssdk"),
            Map.entry("testkit", "com.fasterxml.jackson com.google io.vertx org.eclipse.jetty org.gaul org.graalvm.polyglot org.jclouds"
                    + " org.yaml software.amazon jakarta"),
            Map.entry("endpoints", "org.junit.jupiter software.amazon.awssdk"),
            Map.entry("distribution", "com.google.cloud.tools.jib picocli"),
            Map.entry("bench", "com.fasterxml.jackson org.openjdk.jmh picocli software.amazon.awssdk"),
            Map.entry("rendering", "com.fasterxml.jackson com.tngtech.archunit"),
            Map.entry("emulator", "picocli software.amazon.awssdk"),
            Map.entry("localstack", "com.github.dockerjava org.testcontainers picocli software.amazon.awssdk"),
            Map.entry("proofs", "software.amazon.awssdk"),
            Map.entry("certify", "com.fasterxml.jackson io.quarkus.qute picocli software.amazon.awssdk")));

    private static final String OWN = "io.coffer.";
    /** Part of no product: what the tests of engines have in common. */
    private static final Set<String> CONTRACTS = Set.of("OrderedTablesContract", "UsageContract");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = CompiledClasses.read();
    }

    /** The part that a package of ours belongs to: the longest that is named. */
    private static String part(String packageName) {
        String rest = packageName.substring(OWN.length());
        return MAY_SEE.keySet().stream()
                .filter(part -> rest.equals(part) || rest.startsWith(part + "."))
                .max((one, other) -> one.length() - other.length())
                .orElse(rest);
    }

    private static Stream<JavaClass> ours() {
        return classes.stream()
                .filter(one -> one.getPackageName().startsWith(OWN))
                .filter(one -> CONTRACTS.stream().noneMatch(contract -> one.getName().contains(contract)));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code CLASS sees PART} where that is not allowed. */
    private static Optional<String> breach(Dependency dependency) {
        String from = part(dependency.getOriginClass().getPackageName());
        JavaClass seen = dependency.getTargetClass().getBaseComponentType();
        String packageName = seen.getPackageName();
        if (seen.isPrimitive() || packageName.startsWith("java.") || packageName.startsWith("javax.")
                || packageName.startsWith("org.jboss.logging") || packageName.equals("org.jspecify.annotations")) {
            return Optional.empty();
        }
        boolean allowed;
        if (packageName.startsWith(OWN)) {
            String to = part(packageName);
            allowed = to.equals(from) || words(MAY_SEE.getOrDefault(from, "")).contains(to);
        } else {
            allowed = words(MAY_USE.getOrDefault(from, "")).stream()
                    .anyMatch(library -> packageName.equals(library) || packageName.startsWith(library + "."));
        }
        return allowed ? Optional.empty() : Optional.of(dependency.getOriginClass().getName() + " sees " + seen.getName());
    }

    @Test
    void everyPartOfTheHouseIsNamed() {
        Set<String> parts = ours().map(one -> part(one.getPackageName())).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(MAY_SEE.keySet(), parts);
        assertEquals(MAY_SEE.keySet(), MAY_USE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> noPartSeesWhatItMayNot() {
        return MAY_SEE.keySet().stream().map(part -> DynamicTest.dynamicTest(part, () -> assertEquals(Set.of(), ours()
                .filter(one -> part(one.getPackageName()).equals(part))
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency -> breach(dependency).stream())
                .collect(Collectors.toCollection(TreeSet::new)))));
    }
}
