package io.coffer.accounts;

import io.coffer.settings.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an installation's data is if nobody says so: among the user's own, wherever commands are called.
 *
 * @param path the directory
 * @param earlier where versions before this one had it, of the directory that they were called in
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record DefaultDirectory(Path path, Path earlier) {

    /**
     * @param name of the directory
     * @param earlier relative to where the command is called
     */
    public static DefaultDirectory of(String name, String earlier) {
        return of(name, earlier, System.getenv(), Path.of(System.getProperty("user.home")), Path.of("").toAbsolutePath());
    }

    static DefaultDirectory of(String name, String earlier, Map<String, String> environment, Path home, Path here) {
        // "All paths set in these environment variables must be absolute. If [...] relative [...] ignore it."
        Path data = Variables.given(environment, "XDG_DATA_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home.resolve(".local").resolve("share"));
        return new DefaultDirectory(data.resolve(name), here.resolve(earlier));
    }

    /** What to say to somebody whose data may be where versions before this one had it; empty if nothing is to be said. */
    public Optional<String> hint() {
        return Files.exists(path) || !Files.exists(earlier.resolve("lock"))
                ? Optional.empty()
                : Optional.of("an earlier version's data is in " + earlier + ": go on with it by --data, or move it to " + path);
    }
}
