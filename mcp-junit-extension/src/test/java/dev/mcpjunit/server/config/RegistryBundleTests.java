/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.BundleSigner;
import dev.mcpjunit.testkit.Bundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of a registry file that are bundles, or images with a digest: what is started is what was published. */
class RegistryBundleTests {

    private static final byte[] BUNDLE = Bundles.with("""
            {
              "manifest_version": "0.3", "name": "weather-tools",
              "server": {
                "type": "node", "entry_point": "index.js",
                "mcp_config": {
                  "command": "node",
                  "args": ["${__dirname}/index.js", "--unit=${user_config.unit}"],
                  "env": {"HOME_OF_BUNDLE": "${__dirname}"}
                }
              },
              "user_config": {"unit": {"type": "string", "default": "celsius"}}
            }
            """).file("index.js", "").bytes();

    @TempDir
    Path directory;

    private McpConfig registry(String identifier, String hash) throws IOException {
        return McpConfig.read(Files.writeString(directory.resolve("server.json"), """
                {
                  "name": "com.example/weather",
                  "version": "1.2.0",
                  "packages": [
                    {
                      "registryType": "mcpb",
                      "identifier": "%s",%s
                      "transport": {"type": "stdio"}
                    }
                  ]
                }
                """.formatted(
                        identifier, hash.isEmpty() ? "" : "\"fileSha256\": \"" + hash + "\",")));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A release server that redirects, as those of source hosts do. */
    private static HttpServer serve(byte[] content) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/release", exchange -> {
            exchange.getResponseHeaders().add("Location", "/stored");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/stored", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.createContext("/missing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String at(HttpServer server, String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    @Test
    void a_bundle_beside_the_file_is_the_server() throws IOException {
        Path bundle = Files.write(directory.resolve("weather.mcpb"), BUNDLE);

        McpConfig config = registry("weather.mcpb", sha256(BUNDLE));

        assertThat(config.names()).containsExactly("weather");
        ServerSpec spec = config.server("weather").build();
        assertThat(spec.source())
                .isEqualTo(new ServerSource.Bundle(
                        bundle, sha256(BUNDLE), List.of("node", "${__dirname}/index.js", "--unit=celsius")));
        assertThat(spec.env()).containsEntry("HOME_OF_BUNDLE", "${__dirname}");
    }

    @Test
    void a_bundle_is_downloaded_if_it_has_the_hash_of_the_file() throws IOException {
        HttpServer server = serve(BUNDLE);
        try {
            ServerSpec spec = registry(at(server, "/release"), sha256(BUNDLE))
                    .server("weather")
                    .build();

            ServerSource.Bundle source = (ServerSource.Bundle) spec.source();
            assertThat(source.sha256()).isEqualTo(sha256(BUNDLE));
            assertThat(source.archive()).hasBinaryContent(BUNDLE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void another_file_than_the_published_one_is_reported() throws IOException {
        byte[] other = Bundles.with("{}").bytes();
        Files.write(directory.resolve("weather.mcpb"), other);
        HttpServer server = serve(other);
        try {
            for (String identifier : List.of("weather.mcpb", at(server, "/release"))) {
                McpConfig config = registry(identifier, sha256(BUNDLE));

                assertThatThrownBy(() -> config.server("weather"))
                        .isInstanceOf(InvalidConfigException.class)
                        .hasMessage(
                                "%s/server.json, line 7, packages[0].fileSha256: the bundle has another SHA-256, %s. It"
                                        + " is not the file that was published, or was changed since. Nothing was"
                                        + " started.",
                                directory, sha256(other));
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_is_started_is_what_was_hashed_although_the_file_is_replaced_meanwhile() throws IOException {
        Path bundle = Files.write(directory.resolve("weather.mcpb"), BUNDLE);
        byte[] other = Bundles.with("{}").bytes();

        ConfigEntry entry = BundleManifest.packed(bundle, name -> Optional.empty(), hash -> {
            assertThat(hash).isEqualTo(sha256(BUNDLE));
            try {
                Files.write(bundle, other);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });

        ServerSpec spec = entry.resolved(Optional.empty()).build();
        assertThat(((ServerSource.Bundle) spec.source()).sha256()).isEqualTo(sha256(BUNDLE));
        assertThat(bundle).hasBinaryContent(other);
    }

    @Test
    void a_file_that_is_no_bundle_is_reported_by_its_hash() throws IOException {
        Files.writeString(directory.resolve("weather.mcpb"), "<html>Not found</html>");

        McpConfig config = registry("weather.mcpb", sha256(BUNDLE));

        assertThatThrownBy(() -> config.server("weather")).hasMessageContaining("the bundle has another SHA-256, ");
    }

    @Test
    void a_bundle_that_is_missing_is_reported() throws IOException {
        HttpServer server = serve(BUNDLE);
        try {
            McpConfig absent = registry(at(server, "/missing"), sha256(BUNDLE));
            assertThatThrownBy(() -> absent.server("weather"))
                    .hasMessageEndingWith("packages[0].identifier: the bundle cannot be downloaded from "
                            + at(server, "/missing") + ": the answer has the HTTP status 404.");
        } finally {
            server.stop(0);
        }
        McpConfig local = registry("none.mcpb", "");
        assertThatThrownBy(() -> local.server("weather"))
                .hasMessageEndingWith("packages[0].identifier: there is no bundle at " + directory + "/none.mcpb.");
    }

    @Test
    void a_malformed_bundle_is_reported_by_its_own_name() throws IOException {
        Files.write(directory.resolve("weather.mcpb"), new byte[3]);

        assertThatThrownBy(() -> registry("weather.mcpb", "").server("weather"))
                .hasMessage(directory + "/weather.mcpb: it is no bundle: a bundle is a ZIP archive.");
    }

    @Test
    void a_signature_can_be_required_of_the_bundles_of_a_registry_file() throws IOException {
        BundleSigner acme = BundleSigner.selfSigned("Acme");
        Path trusted = acme.certificate(directory.resolve("acme.pem"));
        Files.write(directory.resolve("weather.mcpb"), acme.sign(BUNDLE));

        assertThat(registry("weather.mcpb", "").signedBy(trusted).servers()).hasSize(1);
        Files.write(directory.resolve("weather.mcpb"), BUNDLE);
        assertThatThrownBy(() -> registry("weather.mcpb", "").signedBy(trusted).servers())
                .hasMessageContaining("weather.mcpb: it has no signature, but signedBy requires one of " + trusted);
    }

    @Test
    void an_image_with_a_digest_is_started_by_its_digest() throws IOException {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        String file = """
                {
                  "name": "com.example/weather",
                  "packages": [{"registryType": "oci", "identifier": "%s", "version": "%s"}]
                }
                """;
        List<List<String>> cases = List.of(
                List.of("ghcr.io/acme/weather@" + digest, "1.2.0", "ghcr.io/acme/weather@" + digest),
                List.of("ghcr.io/acme/weather:1.2.0@" + digest, "1.2.0", "ghcr.io/acme/weather:1.2.0@" + digest),
                List.of("ghcr.io/acme/weather", digest, "ghcr.io/acme/weather@" + digest),
                List.of("ghcr.io/acme/weather", "1.2.0", "ghcr.io/acme/weather:1.2.0"));
        for (List<String> one : cases) {
            Path path = Files.writeString(directory.resolve("server.json"), file.formatted(one.get(0), one.get(1)));

            assertThat(McpConfig.read(path).server("weather").build().source())
                    .isEqualTo(new ServerSource.Image(one.get(2)));
        }
    }
}
