/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import org.junit.jupiter.api.Test;

class ArgumentHeadersTests {

    private static final String NESTED =
            "{'properties':{'a':{'type':'object','properties':{'b':{'type':'integer','x-mcp-header':'B'}}}}}";

    @Test
    void a_nested_argument_has_a_header_and_a_missing_one_has_none() {
        var headers = ArgumentHeaders.in(object(NESTED));

        assertThat(headers.problem()).isEmpty();
        assertThat(headers.of(object("{'a':{'b':42}}")))
                .containsOnlyKeys("Mcp-Param-B")
                .containsValue("42");
        assertThat(headers.of(object("{'a':{}}"))).isEmpty();
        assertThat(headers.of(object("{'a':{'b':null}}"))).isEmpty();
    }

    @Test
    void a_value_is_encoded_where_a_header_cannot_hold_it() {
        var headers = ArgumentHeaders.in(object("{'properties':{'to':{'type':'string','x-mcp-header':'To'}}}"));

        assertThat(headers.of(object("{'to':'Tromsø'}"))).containsEntry("Mcp-Param-To", "=?base64?VHJvbXPDuA==?=");
    }

    @Test
    void a_schema_with_a_problem_has_no_headers() {
        var headers = ArgumentHeaders.in(object("{'properties':{'to':{'type':'number','x-mcp-header':'To'}}}"));

        assertThat(headers.problem()).isPresent();
        assertThat(headers.of(object("{'to':1.5}"))).isEmpty();
    }

    @Test
    void an_argument_that_may_be_null_can_have_a_header() {
        var headers =
                ArgumentHeaders.in(object("{'properties':{'to':{'type':['string','null'],'x-mcp-header':'To'}}}"));

        assertThat(headers.problem()).isEmpty();
        assertThat(headers.of(object("{'to':'Oslo'}"))).containsEntry("Mcp-Param-To", "Oslo");
        assertThat(headers.of(object("{'to':null}"))).isEmpty();
    }

    private static JsonObject object(String json) {
        return (JsonObject) Json.parse(json.replace('\'', '"'));
    }
}
