package io.coffer.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * A way of starting the functions.
 *
 * @param zips by function; those it lacks are not measured
 * @param javaHome of the JDK that stands for the managed runtime, or that the zips' own start finds
 */
record FunctionVariant(String name, Map<String, Path> zips, Path javaHome) {

    boolean has(String function) {
        return zips.containsKey(function);
    }
}
