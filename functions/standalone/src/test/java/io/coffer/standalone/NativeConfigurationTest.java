package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URL;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The modules' lists for native images, {@code META-INF/native-image/io.coffer/ARTIFACT}, name what such an image would not find by itself.
 * What is missing there fails in a native function alone, and at run time.
 */
class NativeConfigurationTest {

    private static final String DIRECTORY = "META-INF/native-image/io.coffer/";
    private static final List<String> MODULES =
            List.of("protocol", "checksum", "auth", "access", "lifecycle", "metadata", "blobs", "content", "accounts", "pipeline");

    private static final List<String> MEMBERS =
            List.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields", "allRecordComponents");

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(
                    MODULES.stream().map(module -> "io.coffer." + module).toList());

    @Test
    void whatJacksonReadsAndWritesIsListedWithItsModule() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (String module : MODULES) {
            for (JsonNode entry : reflection(module)) {
                String name = entry.get("name").asText();
                assertTrue(name.startsWith("io.coffer." + module + "."), name);
                for (String members : name.endsWith("[]") ? List.<String>of() : MEMBERS) {
                    assertTrue(entry.path(members).asBoolean(), name + " without " + members);
                }
                listed.add(name);
            }
        }
        assertEquals(String.join("\n", documents()), String.join("\n", listed));
    }

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

    private JsonNode reflection(String module) throws IOException {
        URL file = getClass().getClassLoader().getResource(DIRECTORY + "coffer-" + module + "/reflect-config.json");
        ObjectMapper json = new ObjectMapper();
        return file == null ? json.createArrayNode() : json.readTree(file);
    }

    /** The documents of XML, what is read as JSON, and what they are made of. */
    private Set<String> documents() {
        Set<Class<?>> found = new TreeSet<>((one, other) -> one.getTypeName().compareTo(other.getTypeName()));
        Stream<JavaClass> xml = classes.stream().filter(type -> type.isAnnotatedWith(JacksonXmlRootElement.class));
        Stream<JavaClass> json = classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(NativeConfigurationTest::readsJson)
                .flatMap(method -> method.getReferencedClassObjects().stream())
                .map(literal -> literal.getRawType());
        Stream.concat(xml, json).forEach(type -> add(type.reflect(), found));
        Set<String> names = new TreeSet<>();
        found.forEach(type -> names.add(type.isArray() ? type.getComponentType().getName() + "[]" : type.getName()));
        return names;
    }

    private static boolean readsJson(JavaCodeUnit method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals("io.coffer.metadata.tables.Records")
                        || call.getTargetOwner().isAssignableTo(ObjectMapper.class) && call.getName().equals("readValue"));
    }

    private static void add(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.asList(generic.getActualTypeArguments()).forEach(argument -> add(argument, found));
        } else if (type instanceof WildcardType wildcard) {
            Arrays.asList(wildcard.getUpperBounds()).forEach(bound -> add(bound, found));
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType(), found);
        } else if (type instanceof Class<?> plain && plain.isArray() && plain.getComponentType().getName().startsWith("io.coffer.")) {
            found.add(plain);
            add(plain.getComponentType(), found);
        } else if (type instanceof Class<?> plain && plain.getName().startsWith("io.coffer.") && found.add(plain)) {
            membersOf(plain).forEach(member -> add(member, found));
        }
    }

    private static Stream<Type> membersOf(Class<?> type) {
        Stream<Type> components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
                : Stream.empty();
        Stream<Type> permitted = type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty();
        JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
        Stream<Type> subtypes = named == null ? Stream.empty() : Arrays.stream(named.value()).map(JsonSubTypes.Type::value);
        return Stream.of(components, permitted, subtypes, serializersOf(type)).flatMap(all -> all);
    }

    private static Stream<Type> serializersOf(Class<?> type) {
        return Arrays.stream(type.isRecord() ? type.getRecordComponents() : new RecordComponent[0])
                .map(RecordComponent::getAccessor)
                .map(accessor -> accessor.getAnnotation(JsonSerialize.class))
                .filter(annotation -> annotation != null)
                .map(JsonSerialize::using);
    }
}
