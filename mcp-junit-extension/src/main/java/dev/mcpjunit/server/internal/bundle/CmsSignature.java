/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detached signature in the Cryptographic Message Syntax (RFC 5652; PKCS #7 before) with exactly one signer. The JDK
 * can verify such signatures only in JAR files.
 *
 * @param certificates the certificates that the signature brings along
 * @param issuer the issuer of the signer's certificate, encoded
 * @param serial the serial number of the signer's certificate
 * @param digest the name of the digest
 * @param algorithm the name of the signature's algorithm, without its digest for RSA
 * @param attributes the signed attributes, if the signature is over them rather than over the content
 * @param value the signature
 */
@SuppressWarnings("ArrayRecordComponent") // Parts of a signature, never compared.
record CmsSignature(
        List<X509Certificate> certificates,
        byte[] issuer,
        BigInteger serial,
        String digest,
        String algorithm,
        Optional<Der> attributes,
        byte[] value) {

    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";

    /** SHA-1 and older are left out: they can be forged. */
    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.113549.1.1.1", "RSA",
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA",
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA",
            "1.3.101.112", "Ed25519");

    /** The signature uses something that mcp-junit cannot verify. */
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;

        Unsupported(String problem) {
            super(problem);
        }
    }

    /** Read a signature. */
    static CmsSignature parse(byte[] bytes) throws Der.Malformed, Unsupported {
        Der message = Der.parse(bytes).require(Der.SEQUENCE);
        if (!message.child(0).identifier().equals(SIGNED_DATA)) {
            throw new Der.Malformed("it is no signature");
        }
        Der signed = message.child(1).require(Der.CONTEXT_0).child(0).require(Der.SEQUENCE);
        List<Der> parts = signed.children();
        if (signed.child(2).children(Der.SEQUENCE).size() != 1) {
            throw new Unsupported("it contains the signed content, but must be detached");
        }
        List<X509Certificate> certificates = List.of();
        for (Der part : parts) {
            if (part.tag() == Der.CONTEXT_0) {
                certificates = certificates(part);
            }
        }
        List<Der> signers = parts.get(parts.size() - 1).children(Der.SET);
        if (signers.size() != 1) {
            throw new Unsupported("it has " + signers.size() + " signers instead of one");
        }
        return signer(signers.get(0).require(Der.SEQUENCE), certificates);
    }

    private static List<X509Certificate> certificates(Der set) throws Der.Malformed {
        var certificates = new ArrayList<X509Certificate>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Der one : set.children()) {
                certificates.add((X509Certificate) factory.generateCertificate(
                        new ByteArrayInputStream(one.require(Der.SEQUENCE).encoded())));
            }
        } catch (CertificateException unreadable) {
            throw new Der.Malformed("a certificate in it cannot be read");
        }
        return certificates;
    }

    private static CmsSignature signer(Der signer, List<X509Certificate> certificates)
            throws Der.Malformed, Unsupported {
        Der id = signer.child(1);
        if (id.tag() != Der.SEQUENCE) {
            throw new Unsupported("it names the certificate of its signer by a key identifier");
        }
        String digest = known(DIGESTS, signer.child(2), "digest");
        int next = 3;
        Optional<Der> attributes = Optional.empty();
        if (signer.child(next).tag() == Der.CONTEXT_0) {
            attributes = Optional.of(signer.child(next++));
        }
        String algorithm = known(ALGORITHMS, signer.child(next), "signature algorithm");
        byte[] value = signer.child(next + 1).require(Der.OCTET_STRING).value();
        return new CmsSignature(
                certificates, id.child(0).encoded(), id.child(1).integer(), digest, algorithm, attributes, value);
    }

    private static String known(Map<String, String> names, Der algorithm, String what)
            throws Der.Malformed, Unsupported {
        String identifier = algorithm.require(Der.SEQUENCE).child(0).identifier();
        String name = names.get(identifier);
        if (name == null) {
            throw new Unsupported("mcp-junit does not accept its " + what + " (" + identifier + ")");
        }
        return name;
    }

    /** The certificate of the signer, if the signature brings it along. */
    Optional<X509Certificate> signer() {
        return certificates.stream()
                .filter(one -> one.getSerialNumber().equals(serial)
                        && Arrays.equals(one.getIssuerX500Principal().getEncoded(), issuer))
                .findFirst();
    }

    /** Whether this is the signature of a content by the owner of a certificate. */
    boolean isOf(byte[] content, X509Certificate signer) throws Der.Malformed {
        try {
            byte[] signed = content;
            if (attributes.isPresent()) {
                Der set = attributes.get();
                byte[] actual = MessageDigest.getInstance(digest).digest(content);
                if (!MessageDigest.isEqual(
                                actual,
                                attribute(set, MESSAGE_DIGEST)
                                        .require(Der.OCTET_STRING)
                                        .value())
                        || !attribute(set, CONTENT_TYPE).identifier().equals(DATA)) {
                    return false;
                }
                // They are signed with the tag of a set.
                signed = set.encoded();
                signed[0] = Der.SET;
            }
            Signature verifier =
                    Signature.getInstance(algorithm.equals("RSA") ? digest.replace("-", "") + "withRSA" : algorithm);
            verifier.initVerify(signer.getPublicKey());
            verifier.update(signed);
            return verifier.verify(value);
        } catch (GeneralSecurityException noSignatureOfThisKey) {
            return false;
        }
    }

    /** The only value of an attribute that is there once. */
    private static Der attribute(Der attributes, String identifier) throws Der.Malformed {
        var found = new ArrayList<Der>();
        for (Der attribute : attributes.children()) {
            if (attribute.require(Der.SEQUENCE).child(0).identifier().equals(identifier)) {
                found.addAll(attribute.child(1).children(Der.SET));
            }
        }
        if (found.size() != 1) {
            throw new Der.Malformed("a signed attribute is missing or there twice");
        }
        return found.get(0);
    }
}
