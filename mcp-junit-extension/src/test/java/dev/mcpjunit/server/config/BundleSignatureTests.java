/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.BundleSigner;
import dev.mcpjunit.testkit.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which signatures of bundles are accepted where one is required. */
class BundleSignatureTests {

    private static final BundleSigner ROOT = BundleSigner.selfSigned("Acme Root");
    private static final BundleSigner ACME = ROOT.certifies("Acme Tools");

    private static final byte[] BUNDLE = Bundles.with("""
            {"manifest_version": "0.3", "name": "weather", "server": {"type": "node", "entry_point": "index.js"}}
            """).file("index.js", "").bytes();

    @TempDir
    Path directory;

    private List<ServerSpec> read(byte[] bundle, BundleSigner trusted) throws IOException {
        Path file = Files.write(directory.resolve("b.mcpb"), bundle);
        return McpConfig.read(file)
                .signedBy(trusted.certificate(directory.resolve("trusted.pem")))
                .servers();
    }

    private void assertRejected(byte[] bundle, BundleSigner trusted, String reason) {
        assertThatThrownBy(() -> read(bundle, trusted))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("%s/b.mcpb: %s".formatted(directory, reason.replace("PEM", directory + "/trusted.pem")));
    }

    private static byte[] real() throws IOException {
        try (InputStream in =
                requireNonNull(BundleSignatureTests.class.getResourceAsStream("/bundles/signed-by-mcpb-cli.mcpb"))) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_trusted_authority_certifies_signers() throws IOException {
        assertThat(read(ACME.sign(BUNDLE), ROOT)).extracting(ServerSpec::name).containsExactly("weather");
    }

    @Test
    void an_authority_certifies_another_one() {
        BundleSigner other = BundleSigner.selfSigned("Other Root");

        assertRejected(
                ACME.sign(BUNDLE),
                other,
                "its signer (CN=Acme Tools) is not trusted: no valid chain leads from its certificate to one in PEM.");
    }

    @Test
    void the_certificate_of_the_signer_can_be_trusted_itself() throws IOException {
        assertThat(read(ACME.sign(BUNDLE), ACME)).hasSize(1);
        assertThat(read(ROOT.sign(BUNDLE), ROOT)).hasSize(1);
    }

    @Test
    void a_signature_on_an_elliptic_curve_is_accepted() throws IOException {
        BundleSigner signer = BundleSigner.selfSigned("Acme EC", "EC");

        assertThat(read(signer.sign(BUNDLE), signer)).hasSize(1);
    }

    @Test
    void a_signature_that_counts_as_the_comment_of_the_archive_is_accepted() throws IOException {
        assertThat(read(ACME.signAsComment(BUNDLE), ROOT)).hasSize(1);
    }

    @Test
    void no_signature_is_reported() {
        assertRejected(
                BUNDLE,
                ROOT,
                "it has no signature, but signedBy requires one of PEM. Sign the bundle, or give the bundle that was"
                        + " published.");
    }

    @Test
    void a_signer_that_certifies_itself_is_reported() {
        assertRejected(
                BundleSigner.selfSigned("Mallory").sign(BUNDLE),
                ROOT,
                "its signer (CN=Mallory) is not trusted: its certificate is self-signed and is not in PEM.");
    }

    @Test
    void a_signer_with_the_name_of_a_trusted_one_is_reported() {
        assertRejected(
                BundleSigner.selfSigned("Acme Root").sign(BUNDLE),
                ROOT,
                "its signer (CN=Acme Root) is not trusted: its certificate is self-signed and is not in PEM.");
    }

    @Test
    void a_certificate_of_another_time_is_reported() {
        assertThatThrownBy(() -> read(ROOT.certifies("Old", -20, -10).sign(BUNDLE), ROOT))
                .hasMessageMatching("(?s).*: the certificate of its signer \\(CN=Old\\) expired on [0-9T:Z-]+\\. Sign"
                        + " the bundle again with a valid certificate\\.");
        assertThatThrownBy(() -> read(ROOT.certifies("New", 10, 20).sign(BUNDLE), ROOT))
                .hasMessageMatching("(?s).*: the certificate of its signer \\(CN=New\\) is valid only from .*");
    }

    @Test
    void an_authority_of_another_time_certifies_nobody() {
        for (BundleSigner authority :
                List.of(BundleSigner.selfSigned("Old Root", -20, -10), BundleSigner.selfSigned("New Root", 10, 20))) {
            assertRejected(
                    authority.certifies("Acme Tools").sign(BUNDLE),
                    authority,
                    "its signer (CN=Acme Tools) is not trusted: no valid chain leads from its certificate to one in"
                            + " PEM.");
        }
    }

    @Test
    void a_signature_whose_serial_number_is_empty_is_reported() {
        assertRejected(
                BundleSigner.appended(BUNDLE, ACME.signatureWithoutSerial(BUNDLE)),
                ROOT,
                "its signature cannot be read: an integer is empty.");
    }

    @Test
    void a_certificate_for_another_purpose_is_reported() {
        assertRejected(
                ROOT.certifiesForMail("Mail").sign(BUNDLE),
                ROOT,
                "the certificate of its signer (CN=Mail) is not for signing code.");
    }

    @Test
    void each_changed_byte_of_a_signed_archive_is_detected() throws IOException {
        byte[] signed = ACME.sign(BUNDLE);
        for (int at = 0; at < BUNDLE.length; at++) {
            byte[] changed = signed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> read(changed, ROOT)).as("byte %d", at).isInstanceOf(InvalidConfigException.class);
        }
    }

    @Test
    void a_weak_digest_is_not_checked_and_so_not_accepted() throws IOException {
        byte[] weak = BundleSigner.appended(BUNDLE, ACME.signature(BUNDLE, "SHA1"));

        assertRejected(
                weak,
                ROOT,
                "its signature cannot be checked: mcp-junit does not accept its digest (1.3.14.3.2.26). signedBy"
                        + " requires a signature of PEM.");
        assertThat(McpConfig.read(directory.resolve("b.mcpb")).servers()).hasSize(1);
    }

    @Test
    void the_signature_of_the_command_line_tool_of_the_format_matches() throws IOException {
        byte[] real = real();
        Path file = Files.write(directory.resolve("b.mcpb"), real);

        assertThat(McpConfig.read(file).names()).containsExactly("real");
        assertThatThrownBy(() -> read(real, ROOT))
                .hasMessageContaining("is not trusted: its certificate is self-signed and is not in");
        byte[] changed = real.clone();
        changed[40] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> McpConfig.read(file).names())
                .hasMessageEndingWith(
                        "its signature does not match its content: the bundle was changed after it was signed.");
    }

    @Test
    void the_file_of_certificates_must_be_one() throws IOException {
        Path file = Files.write(directory.resolve("b.mcpb"), ACME.sign(BUNDLE));
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");

        assertThatThrownBy(() -> McpConfig.read(file).signedBy(text).servers())
                .hasMessage("%s: signedBy: %s is no file of X.509 certificates in PEM or DER.", file, text);
        assertThatThrownBy(() ->
                        McpConfig.read(file).signedBy(directory.resolve("none")).servers())
                .hasMessage("%s: signedBy: there is no file of certificates at %s/none.", file, directory);
    }

    @Test
    void what_cannot_be_signed_is_reported() throws IOException {
        Path client = Files.writeString(directory.resolve("mcp.json"), "{\"servers\": {\"a\": {\"command\": \"a\"}}}");
        Path manifest = Files.writeString(directory.resolve("manifest.json"), """
                {"manifest_version": "0.3", "name": "weather", "server": {"type": "node", "entry_point": "index.js"}}
                """);

        assertThatThrownBy(() -> McpConfig.read(client)
                        .signedBy(directory.resolve("trusted.pem"))
                        .servers())
                .hasMessageEndingWith("mcp.json, line 1, servers.a: signedBy requires a signature, and only the archive"
                        + " of a bundle (.mcpb) has one.");
        assertThatThrownBy(() -> McpConfig.read(manifest)
                        .signedBy(directory.resolve("trusted.pem"))
                        .servers())
                .hasMessageEndingWith("manifest.json, line 1: signedBy requires a signature, and an unpacked bundle has"
                        + " none. Give its .mcpb file.");
    }
}
