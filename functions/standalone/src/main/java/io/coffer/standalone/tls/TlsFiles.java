package io.coffer.standalone.tls;

import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The PEM files HTTPS is served with.
 *
 * @param authority the local certificate authority's certificate, for clients to trust; empty if the certificate was given
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> authority) {

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    public static TlsFiles given(Path certificate, Path key) {
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new StartFailure("cannot read " + file);
            }
        }
        read(certificate);
        return new TlsFiles(certificate.toAbsolutePath(), key.toAbsolutePath(), Optional.empty());
    }

    /** The files in the directory; made at the first start, the server's renewed when it runs out or the names change. */
    public static TlsFiles in(Path directory, String host, String domain) {
        TlsFiles files = new TlsFiles(
                directory.resolve("server.crt"), directory.resolve("server.key"), Optional.of(directory.resolve("ca.crt")));
        Set<String> names = names(host, domain);
        try {
            if (!files.fit(names)) {
                PrivateFile.makeDirectory(directory);
                CertificateAuthority.openOrCreate(directory.resolve("ca.crt"), directory.resolve("ca.key"), names)
                        .issue(names, files.certificate, files.key);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("cannot make certificates in " + directory + ": " + e.getMessage());
        }
        return files;
    }

    /** The names the certificate must carry, a wildcard for virtual-hosted buckets beside each domain. */
    private static Set<String> names(String host, String domain) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "*.localhost", "127.0.0.1", "::1"));
        names.add(host);
        names.add(domain);
        names.add("*." + domain);
        names.remove("0.0.0.0");
        names.remove("::");
        return names;
    }

    /** Files that cannot be read, or that do not belong together, do not fit: a crash may have come between the two. */
    private boolean fit(Set<String> names) throws GeneralSecurityException {
        Optional<X509Certificate> ours = PemFiles.certificate(certificate);
        Optional<PrivateKey> itsKey = ours.flatMap(present -> PemFiles.key(key, present.getPublicKey().getAlgorithm()));
        if (ours.isEmpty() || itsKey.isEmpty() || !PemFiles.belongTogether(ours.get(), itsKey.get())) {
            return false;
        }
        X509Certificate present = ours.get();
        return present.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEW_BEFORE))
                && subjectAlternativeNames(present).equals(canonical(names));
    }

    private static Set<String> subjectAlternativeNames(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
        }
        return names;
    }

    /** The names as {@link X509Certificate} gives them back: IPv6 addresses written out. */
    private static Set<String> canonical(Set<String> names) {
        Set<String> canonical = new LinkedHashSet<>();
        names.forEach(name -> canonical.add(Addresses.isOne(name) ? Addresses.canonical(name) : name));
        return canonical;
    }

    private static X509Certificate read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure(file + " is not a certificate in PEM: " + e.getMessage());
        }
    }
}
