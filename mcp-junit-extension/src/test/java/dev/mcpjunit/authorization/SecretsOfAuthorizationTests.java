/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.authorization.OAuthClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.authorization.ProtectedSite.Reply;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Secrets of the authorization server")
class SecretsOfAuthorizationTests {

    private static final String RESOURCE = "http://localhost:8080/mcp";

    @TempDir
    Path directory;

    /** Codes, tokens and client secrets of real flows. */
    private static List<String> issued(List<String> opaque) throws Exception {
        var issued = new ArrayList<String>();
        try (AuthorizationServer server = AuthorizationServer.start()) {
            var client = new OAuthClient(server);
            for (int flow = 0; flow < 6; flow++) {
                String id = client.registered();
                String code = client.authorize(id, "scope", "read", "resource", RESOURCE)
                        .get("code");
                JsonObject tokens = object(client.exchange(id, code));
                issued.add(code);
                issued.add(tokens.string("access_token").orElseThrow());
                issued.add(tokens.string("refresh_token").orElseThrow());
                issued.add(object(client.register("{}")).string("client_secret").orElseThrow());
            }
            issued.add(server.token().issue());
        }
        issued.addAll(ofLogins(opaque));
        return issued;
    }

    /**
     * Verifiers and states.
     *
     * @param opaque is added what the authorization server issued: these secrets have no known shape
     */
    private static List<String> ofLogins(List<String> opaque) {
        var sent = new ArrayList<String>();
        for (int login = 0; login < 3; login++) {
            try (ProtectedSite site = confidential("Q7" + login)) {
                site.connection().open().close();
                Map<String, String> form = site.seenAt("/token").get(0).parameters();
                sent.add(form.get("code_verifier"));
                sent.add(site.seenAt("/authorize").get(0).parameters().get("state"));
                opaque.add(form.get("code"));
                opaque.add(form.get("client_secret"));
                opaque.addAll(site.accepted);
            }
        }
        return sent;
    }

    /** An authorization server that issues random texts. */
    private static ProtectedSite confidential(String prefix) {
        var site = new ProtectedSite();
        return site.route(
                        ProtectedSite.ISSUER_METADATA,
                        any -> Reply.json(
                                200,
                                site.issuerMetadata(site.origin())
                                        .put("token_endpoint_auth_methods_supported", List.of("client_secret_post"))
                                        .build()))
                .route(
                        "/register",
                        any -> Reply.json(
                                201,
                                JsonObject.builder()
                                        .put("client_id", "c1")
                                        .put("client_secret", prefix + "clientXh4mZp")
                                        .build()))
                .route("/authorize", any -> site.redirect(any, Map.of("code", prefix + "codeKw81Lq")))
                .route("/token", any -> {
                    site.accepted.add(prefix + "accessVb30Tn");
                    return Reply.json(
                            200,
                            JsonObject.builder()
                                    .put("access_token", prefix + "accessVb30Tn")
                                    .put("token_type", "Bearer")
                                    .build());
                });
    }

    @Test
    @DisplayName("are not in the message about an authorization server that repeats what it was sent")
    void echoed() {
        try (ProtectedSite site = confidential("Q8")) {
            site.route(
                    "/token",
                    request -> Reply.json(
                            400,
                            JsonObject.builder()
                                    .put("error", "invalid_grant")
                                    .put("error_description", "I was sent " + request.body())
                                    .build()));

            assertThatThrownBy(() -> site.connection().open()).satisfies(failure -> {
                Map<String, String> form = site.seenAt("/token").get(0).parameters();
                assertThat(failure).hasMessageContaining("HTTP 400 and the error invalid_grant (I was sent ");
                requireNone(
                        List.of(form.get("code_verifier"), form.get("code"), form.get("client_secret")),
                        "message",
                        String.valueOf(failure.getMessage()));
            });
        }
    }

    /** Shows what it knows in a tool's description, in a result and in an error, under names that say nothing. */
    private static CannedServer indiscreet(List<String> secrets) {
        var values = new LinkedHashMap<String, Object>();
        secrets.forEach(secret -> values.put("value" + values.size(), secret));
        String text = String.join(" and ", secrets);
        return new CannedServer(request -> switch (request.string("method").orElse("")) {
            case "initialize" ->
                CannedServer.result("{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"bank\",\"version\":\"1\"}}");
            case "tools/list" ->
                CannedServer.result("{\"tools\":[{\"name\":\"show\",\"description\":\"" + text
                        + "\",\"inputSchema\":{\"type\":\"object\"}}]}");
            case "tools/call" ->
                CannedServer.result(JsonObject.builder()
                        .put("content", List.of(Map.of("type", "text", "text", text)))
                        .put("structuredContent", values)
                        .build()
                        .toString());
            default ->
                request.has("id")
                        ? CannedServer.error(200, "{\"code\":-32601,\"message\":\"" + text + "\"}")
                        : CannedServer.accepted();
        });
    }

    @McpServer(name = "bank", url = "${canned.url}", protocol = "LEGACY")
    @PinnedSchema("${snapshot.folder}/bank.snapshot.json")
    static class BankTestCase {

        @Test
        void shows(McpConnection bank) {
            fail("It has " + bank.callTool("show").content().size() + " texts");
        }

        @Test
        void fails(McpConnection bank) {
            bank.request("no/such/method", JsonObject.EMPTY);
        }
    }

    @Test
    @DisplayName("are in no message, transcript, snapshot or report")
    void none() throws Exception {
        var opaque = new ArrayList<String>();
        List<String> shaped = issued(opaque);
        List<String> secrets = Stream.of(shaped, opaque).flatMap(List::stream).toList();
        assertThat(shaped).hasSize(31);
        assertThat(secrets).hasSize(40).doesNotHaveDuplicates();
        Path transcripts = Path.of(
                "target", "mcp", "transcripts", BankTestCase.class.getName().replace('$', '.'));
        try (CannedServer server = indiscreet(secrets)) {
            Run run = Run.with(
                    Map.of(
                            "canned.url", server.uri().toString(),
                            "snapshot.folder", directory.toString(),
                            "mcp.report", "on",
                            "mcp.report.folder", directory.resolve("report").toString()),
                    BankTestCase.class);

            var messages = new StringWriter();
            run.failures().forEach(failure -> failure.printStackTrace(new PrintWriter(messages)));
            messages.append(run.published("mcp.transcript").toString())
                    .append(run.published("mcp.traffic").toString());
            assertThat(run.failedTests()).hasSize(2);
            requireNone(secrets, "messages", messages.toString());
            for (Path folder : List.of(directory, transcripts)) {
                assertThat(files(folder)).isNotEmpty();
                for (Path file : files(folder)) {
                    // A snapshot must not depend on what else this JVM has met: only shapes are masked in it.
                    boolean snapshot = file.toString().endsWith(".snapshot.json");
                    requireNone(snapshot ? shaped : secrets, file.toString(), Files.readString(file));
                }
            }
        }
    }

    @McpServer(name = "bank", url = "${bank.url}", protocol = "LEGACY", login = Login.AS_USER)
    @PinnedSchema("${snapshot.folder}/bank.snapshot.json")
    static class IndiscreetTestCase {

        @Test
        void unused() {}
    }

    private static Reply showing(ProtectedSite site, ProtectedSite.Seen request, String... secrets) {
        Reply reply = site.mcp(request);
        return reply.status() == 200 && request.body().contains("tools/list")
                ? new Reply(
                        200,
                        reply.headers(),
                        reply.body()
                                .replace(
                                        "\"result\":{}",
                                        "\"result\":{\"tools\":[{\"name\":\"show\",\"description\":\"It knows "
                                                + String.join(" and ", secrets)
                                                + "\",\"inputSchema\":{\"type\":\"object\"}}]}"))
                : reply;
    }

    @Test
    @DisplayName("are not in the snapshot of a server that shows what its own client was issued, and it stays the same")
    void ownSnapshot() throws IOException {
        for (String prefix : List.of("Q91", "Q92")) {
            try (ProtectedSite site = confidential(prefix)) {
                String[] secrets = {prefix + "accessVb30Tn", prefix + "codeKw81Lq", prefix + "clientXh4mZp"};
                site.route("/mcp", request -> showing(site, request, secrets));

                Run.with(
                                Map.of(
                                        "bank.url", site.uri().toString(),
                                        "snapshot.folder", directory.toString()),
                                IndiscreetTestCase.class)
                        .allSucceeded(1);

                String snapshot = Files.readString(directory.resolve("bank.snapshot.json"));
                assertThat(snapshot).contains("It knows [masked: ACCESS_TOKEN] and [masked: AUTHORIZATION_CODE]");
                requireNone(List.of(secrets), "snapshot", snapshot);
            }
        }
    }

    private static void requireNone(List<String> secrets, String where, String text) {
        assertThat(secrets.stream().filter(text::contains)).as(where).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
