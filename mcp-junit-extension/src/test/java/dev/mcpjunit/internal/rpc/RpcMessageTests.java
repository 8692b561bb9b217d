/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcMessageTests {

    @Test
    void makes_each_kind_of_message() {
        JsonValue id = JsonValue.of("a");
        JsonObject some = JsonObject.builder().put("b", 1).build();

        assertThat(RpcMessage.request(id, "m", some))
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"m\",\"params\":{\"b\":1}}");
        assertThat(RpcMessage.notification("m", JsonObject.EMPTY))
                .hasToString("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}");
        assertThat(RpcMessage.result(id, some)).hasToString("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\":{\"b\":1}}");
        assertThat(RpcMessage.error(id, -1, "no", some))
                .hasToString(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":-1,\"message\":\"no\",\"data\":{\"b\":1}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // message | call | request | response
                "{'id':1,'method':'m'}|true|true|false",
                "{'method':'m'}|true|false|false",
                "{'id':1,'result':{}}|false|false|true",
                "{'id':null,'error':{}}|false|false|true",
                "{'id':1,'method':'m','result':{}}|true|true|false",
                "{'id':1}|false|false|false",
                "{'id':1,'method':5}|false|false|false"
            })
    void distinguishes_requests_notifications_and_responses(
            String message, boolean call, boolean request, boolean response) {
        assertThat(RpcMessage.isCall(object(message))).isEqualTo(call);
        assertThat(RpcMessage.isRequest(object(message))).isEqualTo(request);
        assertThat(RpcMessage.isResponse(object(message))).isEqualTo(response);
        assertThat(RpcMessage.isMessage(object(message))).isEqualTo(call || response);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':1,'result':{}}|true",
                "{'id':'1','result':{}}|false",
                "{'id':2,'result':{}}|false",
                "{'id':1,'method':'m'}|false"
            })
    void a_response_has_the_id_of_its_request_in_the_same_type(String message, boolean response) {
        assertThat(RpcMessage.isResponseTo(object("{'id':1,'method':'m'}"), object(message)))
                .isEqualTo(response);
    }

    @Test
    void progress_is_found_by_its_token() {
        JsonObject call = object("{'id':1,'method':'tools/call','params':{'_meta':{'progressToken':'p'}}}");
        JsonObject report = object("{'method':'notifications/progress','params':{'progressToken':'p'}}");

        assertThat(RpcMessage.progressToken(call)).isEqualTo(RpcMessage.reportsProgressOf(report));
        assertThat(RpcMessage.reportsProgressOf(call)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "no JSON", "5", "[]", "[{'id':1,'result':{}},5]", "{'hello':1}"})
    void what_is_not_json_rpc_has_no_messages(String text) {
        assertThat(RpcMessages.in(text.replace('\'', '"')).isEmpty()).isTrue();
    }

    @Test
    void a_batch_has_all_its_messages() {
        RpcMessages batch = RpcMessages.in("[{\"id\":1,\"result\":{}},{\"method\":\"m\"}]");

        assertThat(batch.all()).hasSize(2);
        assertThat(batch.batch()).isTrue();
        assertThat(RpcMessages.in(" {\"method\":\"m\"} ").batch()).isFalse();
    }

    private static JsonObject object(String json) {
        return (JsonObject) Json.parse(json.replace('\'', '"'));
    }
}
