package io.coffer.standalone.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/**
 * Certificates and keys in PEM. Each start reads them, by the JDK: to load the library that writes them takes a sixth of a start, since its
 * archives are signed.
 */
final class PemFiles {

    private static final String PRIVATE_KEY = "PRIVATE KEY-----";
    private static final String BEGIN_PKCS8 = "-----BEGIN " + PRIVATE_KEY;
    private static final String END_PKCS8 = "-----END " + PRIVATE_KEY;

    private PemFiles() {}

    /** The first certificate of a file; empty if the file begins with none. */
    static Optional<X509Certificate> certificate(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * The key of a file; empty if the file begins with none.
     *
     * @param algorithm of the key
     */
    static Optional<PrivateKey> key(Path file, String algorithm) {
        try {
            String pem = Files.readString(file);
            return pem.startsWith(BEGIN_PKCS8) && pem.contains(END_PKCS8) ? Optional.of(pkcs8(pem, algorithm)) : otherKey(pem);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PrivateKey pkcs8(String pem, String algorithm) throws GeneralSecurityException {
        byte[] key = Base64.getMimeDecoder().decode(pem.substring(BEGIN_PKCS8.length(), pem.indexOf(END_PKCS8)));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    /** A key as other tools write it. */
    private static Optional<PrivateKey> otherKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object found = parser.readObject();
            Object key = found instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : found;
            return key instanceof PrivateKeyInfo info
                    ? Optional.of(new JcaPEMKeyConverter().getPrivateKey(info))
                    : Optional.empty();
        }
    }

    /** Whether a certificate is about a key. */
    static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            String algorithm = key.getAlgorithm().startsWith("EC") ? "ECDSA" : key.getAlgorithm();
            Signature signature = Signature.getInstance("SHA256with" + algorithm);
            byte[] message = certificate.getSignature();
            signature.initSign(key);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static String text(Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        }
        return text.toString();
    }
}
