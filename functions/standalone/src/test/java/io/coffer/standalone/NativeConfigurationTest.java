package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The modules' lists for native images, {@code META-INF/native-image/io.coffer/ARTIFACT}, name what such an image would not find by itself.
 * What is missing there fails in a native function alone, and at run time.
 */
class NativeConfigurationTest {

    private static final String DIRECTORY = "META-INF/native-image/io.coffer/";
    private static final List<String> MODULES =
            List.of("protocol", "checksum", "auth", "access", "lifecycle", "metadata", "blobs", "content", "accounts", "pipeline");

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(
                    MODULES.stream().map(module -> "io.coffer." + module).toList());

    /** The image is made once and started many times: no random numbers may be drawn from a state that is part of it. */
    @Test
    void whatDrawsRandomNumbersIsInitialisedAtRunTime() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (String module : MODULES) {
            URL file = getClass().getClassLoader().getResource(DIRECTORY + "coffer-" + module + "/native-image.properties");
            if (file != null) {
                Properties properties = new Properties();
                try (InputStream text = file.openStream()) {
                    properties.load(text);
                }
                listed.addAll(Arrays.asList(properties.getProperty("Args").replace("--initialize-at-run-time=", "").split(",")));
            }
        }
        Set<String> random = new TreeSet<>();
        classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isAssignableTo(SecureRandom.class))
                .forEach(field -> random.add(field.getOwner().getName()));
        assertEquals(String.join("\n", random), String.join("\n", listed));
    }
}
