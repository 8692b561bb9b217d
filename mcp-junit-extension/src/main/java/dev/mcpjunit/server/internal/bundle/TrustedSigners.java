/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import dev.mcpjunit.internal.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The certificates that a team trusts: those of signers, or of authorities that certify signers. */
final class TrustedSigners {

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private final Path file;
    private final List<X509Certificate> trusted;

    private TrustedSigners(Path file, List<X509Certificate> trusted) {
        this.file = file;
        this.trusted = trusted;
    }

    /**
     * Read a file of certificates.
     *
     * @param file one or more certificates in PEM, or one in DER
     */
    static TrustedSigners read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidBundleException("signedBy: there is no file of certificates at " + file.toAbsolutePath());
        }
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> read = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (read.isEmpty()) {
                throw new InvalidBundleException("signedBy: there is no certificate in " + file);
            }
            return new TrustedSigners(file, read);
        } catch (IOException | CertificateException unreadable) {
            throw new InvalidBundleException("signedBy: " + file + " is no file of X.509 certificates in PEM or DER");
        }
    }

    /**
     * Require that a bundle is signed by one of these signers, or by one that these authorities certify.
     *
     * @throws InvalidBundleException if it is not, or if that cannot be checked
     */
    void require(BundleSignature signature, Clock clock) {
        if (signature instanceof BundleSignature.Intact intact) {
            requireTrusted(intact, clock);
        } else if (signature instanceof BundleSignature.Broken broken) {
            throw new InvalidBundleException(broken.reason());
        } else if (signature instanceof BundleSignature.Unchecked unchecked) {
            throw new InvalidBundleException(unchecked.reason() + ". signedBy requires a signature of " + file);
        } else {
            throw new InvalidBundleException("it has no signature, but signedBy requires one of " + file
                    + ". Sign the bundle, or give the bundle that was published");
        }
    }

    // The JDK knows only this type for the dates of certificates.
    @SuppressWarnings("JavaUtilDate")
    private void requireTrusted(BundleSignature.Intact intact, Clock clock) {
        X509Certificate signer = intact.signer();
        String subject =
                "its signer (" + Printable.line(signer.getSubjectX500Principal().getName()) + ")";
        var now = Date.from(clock.instant());
        requireUsage(signer, subject);
        if (signer.getNotAfter().before(now)) {
            throw new InvalidBundleException("the certificate of " + subject + " expired on "
                    + signer.getNotAfter().toInstant() + ". Sign the bundle again with a valid certificate");
        }
        if (signer.getNotBefore().after(now)) {
            throw new InvalidBundleException("the certificate of " + subject + " is valid only from "
                    + signer.getNotBefore().toInstant());
        }
        if (trusted.contains(signer)) {
            return;
        }
        try {
            Set<TrustAnchor> anchors = new HashSet<>();
            // The JDK does not check the dates of these.
            trusted.stream()
                    .filter(one -> !one.getNotAfter().before(now)
                            && !one.getNotBefore().after(now))
                    .forEach(one -> anchors.add(new TrustAnchor(one, null)));
            var target = new X509CertSelector();
            target.setCertificate(signer);
            var parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(now);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(intact.certificates())));
            Object unused = CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException untrusted) {
            boolean selfSigned = signer.getSubjectX500Principal().equals(signer.getIssuerX500Principal());
            throw new InvalidBundleException(subject + " is not trusted: "
                    + (selfSigned
                            ? "its certificate is self-signed and is not in " + file
                            : "no valid chain leads from its certificate to one in " + file));
        }
    }

    private static void requireUsage(X509Certificate signer, String subject) {
        boolean[] usage = signer.getKeyUsage();
        boolean mayNotSign = usage != null && !usage[DIGITAL_SIGNATURE];
        try {
            List<String> extended = signer.getExtendedKeyUsage();
            boolean isForOther = extended != null && !extended.contains(CODE_SIGNING) && !extended.contains(ANY_USAGE);
            if (mayNotSign || isForOther) {
                throw new InvalidBundleException("the certificate of " + subject + " is not for signing code");
            }
        } catch (CertificateParsingException unreadable) {
            throw new InvalidBundleException("the certificate of " + subject + " cannot be read");
        }
    }
}
