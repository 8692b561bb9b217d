/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Secrets in transcripts")
class SecretsInTranscriptsTests {

    /**
     * Values of members whose names say that they are secret; each is sent as an argument and returned by the server.
     */
    private static final List<String> SECRET_MEMBERS = List.of(
            "password",
            "dbPassword",
            "token",
            "access_token",
            "refresh-token",
            "idToken",
            "api_key",
            "apiKey",
            "x-api-key",
            "client_secret",
            "secret",
            "authorization",
            "cookie",
            "passphrase",
            "private_key",
            "aws_secret_access_key",
            "credentials",
            "pwd");

    private static String valueOf(String member) {
        return "planted-" + Integer.toHexString(member.hashCode()) + "-value";
    }

    /** Texts with the shape of a token, anywhere. */
    private static final List<String> SHAPED = List.of(
            "ghp_0123456789abcdefghijABCDEFGHIJ012345",
            "sk-proj-0123456789abcdefABCDEF",
            "AKIAIOSFODNN7EXAMPLE",
            "xoxb-0123456789-abcdefghij",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJlMTIz",
            "glpat-0123456789abcdefghij");

    private static final String SERVER_HEADER = "planted-header-0123456789";
    private static final String IN_QUERY = "planted-query-0123456789";
    private static final String NAMED_BY_USER = "planted-iban-DE02120300000000202051";
    private static final String POINTED_AT = "planted-pointer-4711";
    private static final String IN_JSON_IN_TEXT = "planted-inner-\\\"quoted\\\"-value";
    private static final String IN_FREE_TEXT = "planted-free-text-value";
    private static final String BEARER = "planted.bearer.value-0815";
    private static final String SET_COOKIE_LIKE = "planted-session-id-000111";

    private static List<String> planted() {
        var all = new ArrayList<String>();
        SECRET_MEMBERS.forEach(member -> all.add(valueOf(member)));
        all.addAll(SHAPED);
        all.addAll(List.of(
                SERVER_HEADER,
                IN_QUERY,
                NAMED_BY_USER,
                POINTED_AT,
                "planted-inner-",
                IN_FREE_TEXT,
                BEARER,
                SET_COOKIE_LIKE));
        return all;
    }

    private static JsonObject arguments() {
        JsonObject.Builder arguments = JsonObject.builder();
        SECRET_MEMBERS.forEach(member -> arguments.put(member, valueOf(member)));
        return arguments
                .put("shaped", SHAPED)
                .put("iban", NAMED_BY_USER)
                .put("deep", JsonObject.builder().put("account", POINTED_AT).build())
                .put("secrets-in-text", "Log in with password=" + IN_FREE_TEXT + ", or with Bearer " + BEARER + ".")
                .put("sessions", Map.of("mcp-session-id", SET_COOKIE_LIKE))
                .build();
    }

    private static final CannedServer SERVER = new CannedServer(request -> switch (request.string("method")
            .orElse("")) {
        case "initialize" ->
            CannedServer.result("{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"bank\",\"version\":\"1\"}}");
        case "tools/call" ->
            CannedServer.result("{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"user\\\":{\\\"password\\\":\\\""
                    + IN_JSON_IN_TEXT.replace("\\", "\\\\\\") + "\\\"}}\"}],\"structuredContent\":"
                    + request.object("params").orElseThrow().object("arguments").orElseThrow() + "}");
        case "fail" ->
            CannedServer.error(
                    400,
                    "{\"code\":-32000,\"message\":\"token=" + IN_FREE_TEXT + " is wrong, " + SHAPED.get(0) + "\"}");
        default ->
            request.has("id")
                    ? CannedServer.error(200, "{\"code\":-32601,\"message\":\"no\"}")
                    : CannedServer.accepted();
    });

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @DisplayName("of more than 30 kinds are in no file and in no message")
    void none() throws IOException {
        Path files = Path.of(
                "target", "mcp", "transcripts", BankTestCase.class.getName().replace('$', '.'));

        Run run = Run.with(
                Map.of("mcp.transcript.mask", "iban, /params/arguments/deep/*, /result/structuredContent/deep/*"),
                BankTestCase.class);

        var text = new StringWriter();
        run.failure().printStackTrace(new PrintWriter(text));
        text.append(run.published("mcp.transcript").toString())
                .append(run.published("mcp.traffic").toString());
        assertThat(planted()).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        assertThat(text.toString()).contains("MCP traffic of this test:").doesNotContain(planted());
        try (Stream<Path> written = Files.walk(files)) {
            List<Path> all = written.filter(Files::isRegularFile).sorted().toList();
            assertThat(all)
                    .extracting(file -> file.toString().replaceFirst(".*\\.", ""))
                    .containsExactly("har", "jsonl");
            for (Path file : all) {
                assertThat(Files.readString(file))
                        .contains("tools/call", "[masked: dbPassword]")
                        .doesNotContain(planted());
            }
            assertThat(Transcript.read(all.get(1)).exchanges()).isNotEmpty();
        }
    }

    @McpServer(name = "bank", source = "bank")
    static class BankTestCase {
        static ServerSpec bank() {
            return ServerSpec.url(java.net.URI.create(SERVER.uri() + "?key=" + IN_QUERY))
                    .name("bank")
                    .header("X-Bank", SERVER_HEADER)
                    .build();
        }

        @Test
        void pays(McpConnection bank) {
            bank.callTool("pay", arguments().toJava());
            try {
                bank.request("fail", JsonObject.EMPTY);
            } catch (RuntimeException expected) {
                fail("as expected");
            }
        }
    }

    @Test
    @DisplayName("are distinguished from what only looks like them")
    void ordinary() {
        JsonObject message = JsonObject.builder()
                .put(
                        "params",
                        Map.of(
                                "_meta",
                                Map.of("progressToken", "progress-1"),
                                "maxTokens",
                                100,
                                "schema",
                                Map.of("password", Map.of("type", "string")),
                                "text",
                                "The key to success: practice"))
                .build();

        assertThat(dev.mcpjunit.transcript.internal.Masking.of(List.of()).mask(message))
                .isEqualTo(message);
    }
}
