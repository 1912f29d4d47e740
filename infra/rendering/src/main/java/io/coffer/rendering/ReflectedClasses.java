package io.coffer.rendering;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The classes that Jackson reads and writes: the documents of XML, what is read as JSON, and what they are made of. A native image finds
 * none of them by itself.
 */
final class ReflectedClasses {

    private ReflectedClasses() {}

    /** @param modules of {@code shared}, which are packages below {@code io.coffer} too */
    static Set<String> of(List<String> modules) {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(
                modules.stream().map(module -> "io.coffer." + module).toList());
        Stream<JavaClass> xml = classes.stream().filter(type -> type.isAnnotatedWith(JacksonXmlRootElement.class));
        Stream<JavaClass> json = classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(ReflectedClasses::readsJson)
                .flatMap(method -> method.getReferencedClassObjects().stream())
                .map(literal -> literal.getRawType());
        Set<Class<?>> found = new TreeSet<>((one, other) -> one.getTypeName().compareTo(other.getTypeName()));
        Stream.concat(xml, json).forEach(type -> add(type.reflect(), found));
        Set<String> names = new TreeSet<>();
        found.forEach(type -> names.add(type.isArray() ? type.getComponentType().getName() + "[]" : type.getName()));
        return names;
    }

    private static boolean readsJson(JavaCodeUnit method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals("io.coffer.metadata.tables.Records")
                        || (call.getTargetOwner().isAssignableTo(ObjectMapper.class) && call.getName().equals("readValue")));
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
