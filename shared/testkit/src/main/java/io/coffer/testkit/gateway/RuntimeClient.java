package io.coffer.testkit.gateway;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * AWS's own runtime interface client, which polls the Runtime API for a Java handler as the managed runtimes do; taken from this process's
 * class path. Its HTTP client is a library for Linux.
 *
 * @param jars to be put on a function's class path
 * @param library its native part. Left to itself the client unpacks it to one path under {@code /tmp}, over the head of any process that
 *     has it loaded: sandboxes of Lambda's have a {@code /tmp} of their own
 */
public record RuntimeClient(List<Path> jars, Path library) {

    public static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final String LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** A class of each of its jars. */
    private static final List<String> CLASSES = List.of(
            MAIN_CLASS.replace('.', '/') + ".class",
            "com/amazonaws/services/lambda/runtime/Context.class",
            "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class",
            "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

    public static RuntimeClient copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> jars = new ArrayList<>();
        for (String name : CLASSES) {
            URL found = resource(name);
            if (!(found.openConnection() instanceof JarURLConnection connection)) {
                throw new IOException(found + " is in no jar");
            }
            Path jar = Path.of(connection.getJarFile().getName());
            Path copy = directory.resolve(jar.getFileName());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            jars.add(copy);
        }
        Path library = directory.resolve("libaws-lambda-jni.so");
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (InputStream in = resource("jni/libaws-lambda-jni.linux-" + architecture + ".so").openStream()) {
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return new RuntimeClient(List.copyOf(jars), library);
    }

    private static URL resource(String name) throws IOException {
        URL found = RuntimeClient.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new FileNotFoundException("AWS's runtime interface client is not on the class path: there is no " + name);
        }
        return found;
    }

    public String libraryOption() {
        return "-D" + LIBRARY_PROPERTY + "=" + library;
    }
}
