package io.coffer.standalone.tls;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** Certificates and keys in PEM. */
final class PemFiles {

    private PemFiles() {}

    /** The first certificate of a file; empty if the file begins with none. */
    static Optional<X509Certificate> certificate(Path file) {
        try {
            return first(file) instanceof X509CertificateHolder holder
                    ? Optional.of(new JcaX509CertificateConverter().getCertificate(holder))
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The key of a file; empty if the file begins with none. */
    static Optional<PrivateKey> key(Path file) {
        try {
            Object found = first(file);
            Object key = found instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : found;
            return key instanceof PrivateKeyInfo info
                    ? Optional.of(new JcaPEMKeyConverter().getPrivateKey(info))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Object first(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file); PEMParser parser = new PEMParser(reader)) {
            return parser.readObject();
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
