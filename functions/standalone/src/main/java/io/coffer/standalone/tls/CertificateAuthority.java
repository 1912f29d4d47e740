package io.coffer.standalone.tls;

import io.coffer.accounts.PrivateFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of this data directory alone, for clients to trust, and the server certificates it issues. P-256 throughout. What
 * it vouches for is limited to its names, so that its key is of no use for others (RFC 5280, 4.2.1.10).
 */
final class CertificateAuthority {

    private static final Duration OWN_VALIDITY = Duration.ofDays(3_650);
    /** The longest that clients accept of a server certificate (CA/Browser Forum, Baseline Requirements 6.3.2, since 2020: 398 days). */
    private static final Duration SERVER_VALIDITY = Duration.ofDays(397);
    /** Certificates are valid from a little before now, for clients whose clock is behind. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * The authority in the files. A fresh one if there is none, if the files cannot be read, or if the one there may not vouch for the
     * names. One that an earlier version made is not limited, and is kept.
     *
     * @param names DNS names and IP addresses
     */
    static CertificateAuthority openOrCreate(Path certificateFile, Path keyFile, Set<String> names)
            throws IOException, GeneralSecurityException {
        if (Files.exists(certificateFile) && Files.exists(keyFile)) {
            Optional<CertificateAuthority> known = open(certificateFile, keyFile);
            if (known.isPresent() && known.get().mayVouchFor(names)) {
                return known.get();
            }
            System.err.println(known.isPresent()
                    ? "coffer: the server has other names than its certificate authority may vouch for: give clients the new "
                            + certificateFile
                    : "coffer: the certificate authority's files cannot be read: give clients the new " + certificateFile);
        }
        return create(certificateFile, keyFile, names);
    }

    private boolean mayVouchFor(Set<String> names) throws IOException {
        byte[] stated = certificate.getExtensionValue(Extension.nameConstraints.getId());
        if (stated == null) {
            return true;
        }
        NameConstraints limits = NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(stated));
        return Arrays.asList(limits.getPermittedSubtrees()).containsAll(Arrays.asList(subtrees(names)));
    }

    /** A name allows those below it, too. */
    private static GeneralSubtree[] subtrees(Set<String> names) {
        return names.stream()
                .filter(name -> !name.startsWith("*."))
                .map(name -> Addresses.isOne(name)
                        ? new GeneralName(GeneralName.iPAddress, name + "/" + (name.indexOf(':') >= 0 ? 128 : 32))
                        : new GeneralName(GeneralName.dNSName, name))
                .map(GeneralSubtree::new)
                .toArray(GeneralSubtree[]::new);
    }

    private static Optional<CertificateAuthority> open(Path certificateFile, Path keyFile) {
        return PemFiles.certificate(certificateFile).flatMap(certificate -> PemFiles.key(keyFile, certificate.getPublicKey().getAlgorithm())
                .filter(key -> PemFiles.belongTogether(certificate, key))
                .map(key -> new CertificateAuthority(certificate, key)));
    }

    private static CertificateAuthority create(Path certificateFile, Path keyFile, Set<String> names)
            throws IOException, GeneralSecurityException {
        KeyPair pair = generateKeyPair();
        X500Name name = new X500Name("CN=Coffer local certificate authority " + serial().toString(36).substring(0, 8));
        JcaX509v3CertificateBuilder builder = builder(name, name, pair, OWN_VALIDITY);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(Extension.nameConstraints, true, new NameConstraints(subtrees(names), null));
        X509Certificate certificate = sign(builder, pair.getPrivate());
        PrivateFile.write(keyFile, PemFiles.text(new JcaPKCS8Generator(pair.getPrivate(), null)));
        PrivateFile.writeReadable(certificateFile, PemFiles.text(certificate));
        return new CertificateAuthority(certificate, pair.getPrivate());
    }

    /**
     * Writes a fresh key and a certificate for it, followed by the authority's own.
     *
     * @param names DNS names and IP addresses
     */
    void issue(Set<String> names, Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        KeyPair pair = generateKeyPair();
        X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        JcaX509v3CertificateBuilder builder = builder(issuer, new X500Name("CN=Coffer"), pair, SERVER_VALIDITY);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                names.stream().map(CertificateAuthority::generalName).toArray(GeneralName[]::new)));
        X509Certificate issued = sign(builder, key);
        PrivateFile.write(keyFile, PemFiles.text(new JcaPKCS8Generator(pair.getPrivate(), null)));
        PrivateFile.writeReadable(certificateFile, PemFiles.text(issued, certificate));
    }

    private static GeneralName generalName(String name) {
        return new GeneralName(Addresses.isOne(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair generateKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair, Duration validity)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial(), Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(validity).minus(CLOCK_SKEW)),
                subject, pair.getPublic());
        builder.addExtension(Extension.subjectKeyIdentifier, false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return builder;
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom()).setBit(120);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
