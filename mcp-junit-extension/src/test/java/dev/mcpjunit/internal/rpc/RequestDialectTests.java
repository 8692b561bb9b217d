/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each era adds to a request. */
class RequestDialectTests {

    private static final JsonObject INFO = object("{'name':'c','version':'1'}");
    private static final JsonObject CAPABILITIES = object("{'roots':{}}");

    private final RequestDialect stateless = dialect("2026-07-28");

    @ParameterizedTest
    @CsvSource({
        "2024-11-05,HANDSHAKE",
        "2025-11-25,HANDSHAKE",
        "2026-07-27,HANDSHAKE",
        "2026-07-28,STATELESS",
        "2027-01-01,STATELESS"
    })
    void the_stateless_era_begins_with_2026_07_28(String revision, ProtocolEra era) {
        assertThat(ProtocolEra.of(new ProtocolRevision(revision))).isEqualTo(era);
    }

    @Test
    void a_stateless_request_says_its_revision_and_client() {
        assertThat(stateless.stamp(object("{'name':'go'}")))
                .isEqualTo(object("{'name':'go','_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                        + "'io.modelcontextprotocol/clientInfo':{'name':'c','version':'1'},"
                        + "'io.modelcontextprotocol/clientCapabilities':{'roots':{}}}}"));
    }

    @Test
    void what_a_request_says_itself_is_kept_and_repeated_in_the_header() {
        JsonObject own = object("{'_meta':{'io.modelcontextprotocol/protocolVersion':'1900-01-01','mine':1}}");

        JsonObject request = request("tools/list", stateless.stamp(own).toString());

        assertThat(RpcMessage.meta(request).get("mine")).isEqualTo(JsonValue.of(1));
        assertThat(stateless.headers(request)).containsEntry("MCP-Protocol-Version", "1900-01-01");
    }

    @Test
    void a_handshake_request_is_left_as_it_is() {
        assertThat(dialect("2025-11-25").stamp(object("{'name':'go'}"))).isEqualTo(object("{'name':'go'}"));
        assertThat(dialect("2025-11-25").initializeParams())
                .isEqualTo(object("{'protocolVersion':'2025-11-25','capabilities':{'roots':{}},"
                        + "'clientInfo':{'name':'c','version':'1'}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools/call|{'name':'go'}|go",
                "prompts/get|{'name':'go'}|go",
                "resources/read|{'uri':'a:b'}|a:b",
                "resources/read|{'name':'go'}|",
                "completion/complete|{'name':'go','uri':'a:b'}|",
                "resources/subscribe|{'uri':'a:b'}|",
                "tools/call|{'name':5}|"
            })
    void only_tools_prompts_and_resources_are_named_in_a_header(String method, String params, String name) {
        var headers = stateless.headers(request(method, params));

        assertThat(headers).containsEntry("Mcp-Method", method).containsEntry("MCP-Protocol-Version", "2026-07-28");
        assertThat(headers.get("Mcp-Name")).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05,tools/list,false",
        "2025-03-26,tools/list,false",
        "2025-06-18,tools/list,true",
        "2025-11-25,tools/list,true",
        "2025-11-25,initialize,false"
    })
    void a_handshake_request_names_its_revision_in_a_header_since_2025_06_18(
            String revision, String method, boolean named) {
        assertThat(dialect(revision).headers(request(method, "{}")).containsKey("MCP-Protocol-Version"))
                .isEqualTo(named);
    }

    private static RequestDialect dialect(String revision) {
        return RequestDialect.of(new ProtocolRevision(revision), INFO, CAPABILITIES);
    }

    private static JsonObject request(String method, String params) {
        return RpcMessage.request(JsonValue.of(1), method, object(params));
    }

    private static JsonObject object(String json) {
        return (JsonObject) Json.parse(json.replace('\'', '"'));
    }
}
