package io.coffer.standalone.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be made again is made again: no state of the server's own certificates keeps it from starting. */
class TlsFilesTest {

    @TempDir
    Path data;

    private Path directory;

    @BeforeEach
    void make() {
        directory = data.resolve("tls");
        open();
    }

    private TlsFiles open() {
        return TlsFiles.in(directory, "localhost", "localhost");
    }

    private void assertWhole() {
        TlsFiles files = open();
        X509Certificate server = PemFiles.certificate(files.certificate()).orElseThrow();
        X509Certificate authority = PemFiles.certificate(files.authority().orElseThrow()).orElseThrow();
        PrivateKey key = PemFiles.key(files.key(), "EC").orElseThrow();
        assertTrue(PemFiles.belongTogether(server, key));
        assertDoesNotThrow(() -> server.verify(authority.getPublicKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.crt", "server.key", "ca.crt", "ca.key"})
    void aFileThatAPowerCutLeftEmptyIsMadeAgain(String name) throws IOException {
        Files.write(directory.resolve(name), new byte[0]);
        Files.delete(directory.resolve("server.crt"));
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.crt", "server.key"})
    void theAuthorityOutlivesTheServersOwnFiles(String name) throws IOException {
        byte[] authority = Files.readAllBytes(directory.resolve("ca.crt"));
        Files.writeString(directory.resolve(name), "no PEM");
        assertWhole();
        assertArrayEquals(authority, Files.readAllBytes(directory.resolve("ca.crt")));
    }

    @Test
    void aKeyOfAnotherCertificateIsReplaced() throws IOException {
        byte[] key = Files.readAllBytes(TlsFiles.in(data.resolve("other"), "localhost", "localhost").key());
        Files.write(directory.resolve("server.key"), key);
        assertWhole();
    }

    @Test
    void nobodyElseReadsTheKeysAndEverybodyTheCertificates() throws IOException {
        assertTrue(Files.getPosixFilePermissions(directory.resolve("ca.crt")).toString().contains("OTHERS_READ"));
        for (String key : new String[] {"ca.key", "server.key"}) {
            assertFalse(Files.getPosixFilePermissions(directory.resolve(key)).toString().contains("OTHERS_READ"));
            assertTrue(Files.readString(directory.resolve(key), StandardCharsets.US_ASCII).contains("PRIVATE KEY"));
        }
    }
}
