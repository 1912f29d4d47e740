package io.coffer.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What every module has compiled, without its tests. */
final class CompiledClasses {

    private static final List<Path> GROUPS = List.of(Path.of("../../shared"), Path.of("../../functions"), Path.of("../../infra"));

    private CompiledClasses() {}

    static JavaClasses read() {
        return new ClassFileImporter().importPaths(GROUPS.stream().flatMap(CompiledClasses::ofModules).toList());
    }

    private static Stream<Path> ofModules(Path group) {
        try (Stream<Path> modules = Files.list(group)) {
            return modules.map(module -> module.resolve("target/classes")).filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
