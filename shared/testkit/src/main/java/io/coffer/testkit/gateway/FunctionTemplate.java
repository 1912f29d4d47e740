package io.coffer.testkit.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as the template states it.
 *
 * @param name the module's, where the zip is a module's {@code target/...}; else the logical id
 * @param memory in MB
 */
public record FunctionTemplate(String name, String logicalId, Path zip, String runtime, String handler, int memory, Duration timeout,
        Map<String, String> environment) {

    FunctionTemplate with(Path otherZip, Map<String, String> otherEnvironment) {
        return new FunctionTemplate(name, logicalId, otherZip, runtime, handler, memory, timeout, otherEnvironment);
    }
}
