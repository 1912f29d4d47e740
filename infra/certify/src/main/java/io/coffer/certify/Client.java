package io.coffer.certify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A client as {@code clients.json} lists it.
 *
 * @param driver the program that lets it work, below the directory of drivers
 * @param variant which of several clients in one driver it is; null if there is one
 * @param debian the packages of Debian that bring it; null if there are none
 * @param npm the packages of npm, with versions; null if there are none
 * @param maven the directory of a {@code pom.xml} whose dependencies bring it; null if there is none
 */
record Client(String name, String title, String driver, String variant, List<String> debian, List<String> npm, String maven) {

    static List<Client> all(Path drivers) throws IOException {
        return List.of(new ObjectMapper().readValue(drivers.resolve("clients.json").toFile(), Client[].class));
    }

    /** Where its packages are, below the cache. */
    Path packages(Path cache) {
        return cache.resolve(maven == null ? name : maven);
    }
}
