/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A key with a certificate that signs bundles as the tools of the format do. */
public final class BundleSigner {

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final List<X509Certificate> chain;

    private BundleSigner(KeyPair keys, X509Certificate certificate, List<X509Certificate> chain) {
        this.keys = keys;
        this.certificate = certificate;
        this.chain = chain;
    }

    /** A signer whose certificate is valid now and signed by itself. It may certify others. */
    public static BundleSigner selfSigned(String name) {
        return made(name, null, -1, 365, KeyPurposeId.id_kp_codeSigning, "RSA");
    }

    /** A signer that may certify others, whose certificate is valid between two days, counted from today. */
    public static BundleSigner selfSigned(String name, int from, int to) {
        return made(name, null, from, to, KeyPurposeId.id_kp_codeSigning, "RSA");
    }

    /** A signer that signs with another algorithm: {@code RSA} or {@code EC}. */
    public static BundleSigner selfSigned(String name, String algorithm) {
        return made(name, null, -1, 365, KeyPurposeId.id_kp_codeSigning, algorithm);
    }

    /** A signer that this one certifies. */
    public BundleSigner certifies(String name) {
        return made(name, this, -1, 365, KeyPurposeId.id_kp_codeSigning, "RSA");
    }

    /** A signer whose certificate is valid between two days, counted from today. */
    public BundleSigner certifies(String name, int from, int to) {
        return made(name, this, from, to, KeyPurposeId.id_kp_codeSigning, "RSA");
    }

    /** A signer whose certificate is for another purpose. */
    public BundleSigner certifiesForMail(String name) {
        return made(name, this, -1, 365, KeyPurposeId.id_kp_emailProtection, "RSA");
    }

    private static BundleSigner made(
            String name, BundleSigner issuer, int from, int to, KeyPurposeId purpose, String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            X500Name subject = new X500Name("CN=" + name);
            var builder = new JcaX509v3CertificateBuilder(
                    issuer == null ? subject : new X509CertificateHolder(issuer.certificate.getEncoded()).getSubject(),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.plus(from, ChronoUnit.DAYS)),
                    Date.from(now.plus(to, ChronoUnit.DAYS)),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null));
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            KeyPair by = issuer == null ? keys : issuer.keys;
            var holder = builder.build(new JcaContentSignerBuilder("SHA256with" + name(by)).build(by.getPrivate()));
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
            var chain = new ArrayList<X509Certificate>(List.of(certificate));
            if (issuer != null) {
                chain.addAll(issuer.chain);
            }
            return new BundleSigner(keys, certificate, chain);
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String name(KeyPair keys) {
        return keys.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    }

    /** The certificate, in a file. */
    public Path certificate(Path file) throws IOException {
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A detached signature in which the serial number of the signer's certificate is empty. */
    public byte[] signatureWithoutSerial(byte[] content) {
        byte[] signature = signature(content);
        byte[] serial = certificate.getSerialNumber().toByteArray();
        int at = signature.length - serial.length;
        while (!Arrays.equals(signature, at, at + serial.length, serial, 0, serial.length)) {
            at--;
        }
        // Another value, an octet string, takes the place of its bytes.
        signature[at - 1] = 0;
        signature[at] = 4;
        signature[at + 1] = (byte) (serial.length - 2);
        return signature;
    }

    /** A detached signature. */
    public byte[] signature(byte[] content) {
        return signature(content, "SHA256");
    }

    /** A detached signature with a digest. */
    public byte[] signature(byte[] content, String digest) {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder(digest + "with" + name(keys)).build(keys.getPrivate()),
                                    certificate));
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A bundle with the signature behind it. */
    public byte[] sign(byte[] archive) {
        return appended(archive, signature(archive));
    }

    /** A bundle signed as newer tools do it: afterwards the block counts as the comment of the archive. */
    public byte[] signAsComment(byte[] archive) {
        byte[] signature = signature(archive);
        byte[] changed = archive.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(archive.length - 2, (short)
                (appended(archive, signature).length - archive.length));
        return appended(changed, signature);
    }

    /** A bundle with a signature of another content behind it. */
    public static byte[] appended(byte[] archive, byte[] signature) {
        byte[] header = "MCPB_SIG_V1".getBytes(US_ASCII);
        byte[] footer = "MCPB_SIG_END".getBytes(US_ASCII);
        return ByteBuffer.allocate(archive.length + header.length + 4 + signature.length + footer.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(archive)
                .put(header)
                .putInt(signature.length)
                .put(signature)
                .put(footer)
                .array();
    }
}
