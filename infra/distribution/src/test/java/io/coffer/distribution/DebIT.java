package io.coffer.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, on a copy of the system that runs the test. */
class DebIT {

    @TempDir
    Path directory;

    @Test
    void itIsInstalledStartedUpgradedAndRemovedAndLeavesItsData() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "this is no Debian");
        Path earlier = Packed.pack("deb", directory.resolve("earlier"), Map.of());
        String fields = Packed.run(Map.of(), "dpkg-deb", "--field", earlier.toString(), "Package", "Version", "Architecture");
        assertTrue(fields.startsWith("Package: coffer\nVersion: "), fields);
        String contents = Packed.run(Map.of(), "dpkg-deb", "--contents", earlier.toString());
        for (String file : new String[] {"./usr/bin/coffer -> ../lib/coffer/bin/coffer", "./usr/lib/systemd/system/coffer.service",
            "./usr/share/bash-completion/completions/coffer", "./usr/share/doc/coffer/copyright", "./etc/coffer/coffer.env"}) {
            assertTrue(contents.contains(file), file);
        }
        assumeTrue(Packed.mayMount(), "installing needs root");
        Path later = Packed.pack("deb", directory.resolve("later"), Map.of("COFFER_DEB_VERSION", "9999"));
        Path script = Path.of(DebIT.class.getResource("deb.sh").toURI());
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        String log = Packed.run(Map.of(), "unshare", "--mount", "sh", script.toString(), earlier.toString(), later.toString(),
                scratch.toString());
        assertEquals("passed", log.lines().reduce((first, last) -> last).orElseThrow());
    }
}
