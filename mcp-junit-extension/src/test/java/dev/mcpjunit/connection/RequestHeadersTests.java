/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Weather;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests of the stateless era carry on HTTP besides their bodies. */
class RequestHeadersTests {

    /** The server refuses a call whose header is missing or says something else than the body. */
    @ParameterizedTest
    @ValueSource(strings = {"Oslo", "São Paulo"})
    void an_argument_is_repeated_in_the_header_that_the_schema_names(String city) {
        try (var weather = new ServerHandle(Weather.http("--era", "modern", "--mirror-city", "true"))) {
            assertThat(weather.connection()
                            .callTool("get-forecast", Map.of("city", city))
                            .isError())
                    .isFalse();
            assertThat(weather.connection().findings()).isEmpty();
        }
    }

    private static final String DISCOVERED = "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
            + "\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"private\"}";

    private static String tool(String annotation) {
        return "{\"resultType\":\"complete\",\"tools\":[{\"name\":\"go\",\"inputSchema\":{\"type\":\"object\",\"properties\":"
                + "{\"to\":{\"type\":\"string\"" + annotation + "},\"n\":{\"type\":\"integer\"}}}}]}";
    }

    private static ServerHandle at(CannedServer server) {
        return new ServerHandle(ServerSpec.url(server.uri()).name("taxi").build());
    }

    @Test
    void every_request_says_its_revision_its_method_and_its_subject_twice() {
        try (var server = new CannedServer(request -> CannedServer.result(
                        switch (request.string("method").orElse("")) {
                            case "server/discover" -> DISCOVERED;
                            case "tools/list" -> tool("");
                            default -> "{\"resultType\":\"complete\",\"content\":[]}";
                        }));
                ServerHandle taxi = at(server)) {
            taxi.connection().callTool("go", Map.of("to", "home"));

            for (int i = 0; i < server.requests().size(); i++) {
                JsonObject request = server.requests().get(i);
                var headers = server.headers().get(i);
                assertThat(headers.getFirst("Mcp-Method"))
                        .isEqualTo(request.string("method").orElse("no method"));
                assertThat(headers.getFirst("MCP-Protocol-Version")).isEqualTo("2026-07-28");
                JsonObject meta = (JsonObject) request.at("/params/_meta").orElseThrow();
                assertThat(meta.string("io.modelcontextprotocol/protocolVersion"))
                        .contains("2026-07-28");
                assertThat(meta.object("io.modelcontextprotocol/clientCapabilities"))
                        .contains(JsonObject.EMPTY);
                assertThat(meta.object("io.modelcontextprotocol/clientInfo").flatMap(info -> info.string("name")))
                        .contains("mcp-junit");
                assertThat(headers.containsKey("Mcp-Session-Id")).isFalse();
            }
            assertThat(server.headers().get(2).getFirst("Mcp-Name")).isEqualTo("go");
        }
    }

    @Test
    void tools_whose_headers_have_changed_are_listed_again_and_the_call_is_repeated() {
        var changed = new AtomicBoolean();
        try (var server = new CannedServer(request -> switch (request.string("method")
                        .orElse("")) {
                    case "server/discover" -> CannedServer.result(DISCOVERED);
                    case "tools/list" -> CannedServer.result(tool(changed.get() ? ",\"x-mcp-header\":\"To\"" : ""));
                    default ->
                        changed.getAndSet(true)
                                ? CannedServer.result("{\"resultType\":\"complete\",\"content\":[]}")
                                : CannedServer.error(400, "{\"code\":-32020,\"message\":\"Mcp-Param-To is missing\"}");
                });
                ServerHandle taxi = at(server)) {
            assertThat(taxi.connection().callTool("go", Map.of("to", "home")).isError())
                    .isFalse();
            assertThat(server.requests())
                    .extracting(request -> request.string("method").orElse(""))
                    .containsExactly("server/discover", "tools/list", "tools/call", "tools/list", "tools/call");
            assertThat(server.headers().get(2).getFirst("Mcp-Param-To")).isNull();
            assertThat(server.headers().get(4).getFirst("Mcp-Param-To")).isEqualTo("home");
        }
    }

    @Test
    void a_mismatch_that_stays_is_told() {
        try (var server = new CannedServer(
                        request -> switch (request.string("method").orElse("")) {
                            case "server/discover" -> CannedServer.result(DISCOVERED);
                            case "tools/list" -> CannedServer.result(tool(""));
                            default -> CannedServer.error(400, "{\"code\":-32020,\"message\":\"I do not like it\"}");
                        });
                ServerHandle taxi = at(server)) {
            assertThatThrownBy(() -> taxi.connection().callTool("go"))
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("(HTTP 400) with error -32020: I do not like it");
            assertThat(server.requests()).hasSize(5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'properties':{'a':{'type':'string','x-mcp-header':'bad name'}}}"
                        + "|has an x-mcp-header at a that is no header name: \"bad name\"",
                "{'properties':{'a':{'type':'string','x-mcp-header':''}}}"
                        + "|has an x-mcp-header at a that is no header name: \"\"",
                "{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}"
                        + "|has an x-mcp-header at a on a parameter that is no string, integer or boolean",
                "{'properties':{'a':{'type':'array','items':{'type':'string','x-mcp-header':'A'}}}}"
                        + "|has an x-mcp-header at a that is not reached through properties alone",
                "{'properties':{'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}}}"
                        + "|has an x-mcp-header at b with the name of another: a"
            })
    void a_tool_with_a_wrong_annotation_is_a_finding_and_is_listed_all_the_same(String schema, String problem) {
        String tools = "{\"resultType\":\"complete\",\"tools\":[{\"name\":\"go\",\"inputSchema\":"
                + schema.replace('\'', '"') + "}]}";
        try (var server = new CannedServer(request -> CannedServer.result(
                        request.string("method").filter("tools/list"::equals).isPresent() ? tools : DISCOVERED));
                ServerHandle taxi = at(server)) {
            assertThat(taxi.connection().listTools()).hasSize(1);
            assertThat(taxi.connection().findings())
                    .containsExactly(
                            "tools/list: tool 'go' " + problem + "; clients on HTTP must not offer such a tool");
        }
    }
}
