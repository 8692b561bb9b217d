/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.authorization.OAuthClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
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
    private static List<String> issued() throws Exception {
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
        return issued;
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
        List<String> secrets = issued();
        assertThat(secrets).hasSize(25).doesNotHaveDuplicates();
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
                    requireNone(secrets, file.toString(), Files.readString(file));
                }
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
