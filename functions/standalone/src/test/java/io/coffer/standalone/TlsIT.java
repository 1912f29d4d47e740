package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.endpoints.TlsClient;
import io.coffer.standalone.tls.TlsFiles;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with the local certificate authority, and what plain HTTP does off loopback. */
class TlsIT {

    @TempDir
    Path data;

    @Test
    void theAuthorityVouchesForTheServer() throws Exception {
        byte[] authority;
        try (ServerProcess server = ServerProcess.start(data)) {
            authority = Files.readAllBytes(server.authority());
            URI live = server.tlsEndpoint().resolve("/_health/live");
            assertEquals(200, statusOf(live, server.authority()));
            URI byAddress = URI.create("https://127.0.0.1:" + server.tlsPort() + "/_health/live");
            assertEquals(200, statusOf(byAddress, server.authority()));
            assertThrows(SSLHandshakeException.class,
                    () -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(live).build(), BodyHandlers.ofString()));
        }
        Files.delete(data.resolve("tls/server.crt"));
        try (ServerProcess again = ServerProcess.start(data)) {
            assertArrayEquals(authority, Files.readAllBytes(again.authority()), "the authority outlives the server's certificate");
        }
    }

    /** Java takes a trusted root at its word; OpenSSL, NSS and Go hold it to its limits. */
    @Test
    void theAuthorityVouchesForNoOtherNames() throws Exception {
        Path authority = TlsFiles.in(data, "127.0.0.1", "s3.example.com").authority().orElseThrow();
        PKIXNameConstraintValidator limits = limits(authority);
        for (String name : List.of("s3.example.com", "bucket.s3.example.com", "localhost", "bucket.localhost")) {
            limits.checkPermitted(new GeneralName(GeneralName.dNSName, name));
        }
        limits.checkPermitted(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        limits.checkPermitted(new GeneralName(GeneralName.iPAddress, "::1"));
        for (String name : List.of("example.com", "bank.example.com", "s3.example.com.evil")) {
            assertThrows(NameConstraintValidatorException.class,
                    () -> limits.checkPermitted(new GeneralName(GeneralName.dNSName, name)), name);
        }
        for (String address : List.of("127.0.0.2", "10.0.0.1", "::2")) {
            assertThrows(NameConstraintValidatorException.class,
                    () -> limits.checkPermitted(new GeneralName(GeneralName.iPAddress, address)), address);
        }
    }

    @Test
    void otherNamesTakeAnotherAuthority() throws Exception {
        Path authority = TlsFiles.in(data, "127.0.0.1", "localhost").authority().orElseThrow();
        byte[] before = Files.readAllBytes(authority);

        TlsFiles.in(data, "127.0.0.1", "s3.example.com");

        assertFalse(Arrays.equals(before, Files.readAllBytes(authority)));
        limits(authority).checkPermitted(new GeneralName(GeneralName.dNSName, "s3.example.com"));
    }

    private static PKIXNameConstraintValidator limits(Path authority) throws Exception {
        try (InputStream pem = Files.newInputStream(authority)) {
            X509Certificate root = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            PKIXNameConstraintValidator limits = new PKIXNameConstraintValidator();
            limits.intersectPermittedSubtree(NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(
                    root.getExtensionValue(Extension.nameConstraints.getId()))).getPermittedSubtrees());
            return limits;
        }
    }

    @Test
    void plainHttpOffLoopbackOnlyRedirects() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(), "--host", "0.0.0.0")) {
            for (String target : List.of("/", "/bucket/a%2Fb?x=%20", "/_health")) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(server.endpoint() + target)).build(), BodyHandlers.ofString());
                assertEquals(301, answer.statusCode());
                assertEquals(server.tlsEndpoint() + target, answer.headers().firstValue("Location").orElseThrow());
                assertEquals("", answer.body());
            }
            HttpRequest put = HttpRequest.newBuilder(server.endpoint().resolve("/bucket/key")).PUT(BodyPublishers.ofString("x")).build();
            assertEquals(308, HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode());
            URI live = server.tlsEndpoint().resolve("/_health/live");
            assertEquals(200, statusOf(live, server.authority()));
        }
    }

    @Test
    void servesTheCertificateItIsGiven(@TempDir Path other) throws Exception {
        TlsFiles given = TlsFiles.in(other, "127.0.0.1", "localhost");
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(),
                "--tls-cert", given.certificate().toString(), "--tls-key", given.key().toString())) {
            URI live = server.tlsEndpoint().resolve("/_health/live");
            assertEquals(200, statusOf(live, given.authority().orElseThrow()));
        }
    }

    private static int statusOf(URI uri, Path authority) throws Exception {
        return TlsClient.trusting(authority).send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    }
}
