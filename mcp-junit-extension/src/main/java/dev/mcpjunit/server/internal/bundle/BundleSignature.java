/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** What the signature of a bundle proves. */
@API(status = API.Status.INTERNAL, since = "0.1")
sealed interface BundleSignature {

    /** The bundle has no signature. */
    record Absent() implements BundleSignature {}

    /**
     * The bundle is as it was signed. Whether the signer can be trusted is another question.
     *
     * @param signer the certificate of the signer
     * @param certificates all certificates that the signature brings along
     */
    record Intact(X509Certificate signer, List<X509Certificate> certificates) implements BundleSignature {}

    /**
     * The signature does not match this content.
     *
     * @param reason why, as the end of a sentence
     */
    record Broken(String reason) implements BundleSignature {}

    /**
     * The signature could not be checked.
     *
     * @param reason why, as the end of a sentence
     */
    record Unchecked(String reason) implements BundleSignature {}

    /**
     * Check a signature.
     *
     * @param archive what was signed
     * @param signature the signature, if there is one
     */
    static BundleSignature check(byte[] archive, Optional<byte[]> signature) {
        if (signature.isEmpty()) {
            return new Absent();
        }
        try {
            CmsSignature cms = CmsSignature.parse(signature.get());
            Optional<X509Certificate> signer = cms.signer();
            if (signer.isEmpty()) {
                return new Broken("its signature has no certificate of its signer");
            }
            return cms.isOf(archive, signer.get())
                    ? new Intact(signer.get(), cms.certificates())
                    : new Broken(
                            "its signature does not match its content: the bundle was changed after it was signed");
        } catch (Der.Malformed malformed) {
            return new Broken("its signature cannot be read: " + malformed.getMessage());
        } catch (CmsSignature.Unsupported unsupported) {
            return new Unchecked("its signature cannot be checked: " + unsupported.getMessage());
        }
    }
}
