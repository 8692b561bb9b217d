/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TrafficLineTests {

    private static final String HEADER = "{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"class\":\"WeatherTest\","
            + "\"test\":\"finds()\",\"id\":\"[engine:x]\",\"startedAt\":\"2026-01-31T12:00:00Z\"}\n";

    private int frame;

    private String line(int exchange, String members) {
        frame++;
        return "{\"frame\":" + frame + ",\"at\":" + frame * 100 + ",\"server\":\"weather\",\"connection\":1,"
                + "\"carrier\":\"http\",\"seenBy\":\"proxy\",\"exchange\":" + exchange + "," + members + "}\n";
    }

    private String request(int exchange, String message) {
        return line(
                exchange,
                "\"event\":\"message\",\"from\":\"client\",\"bytes\":" + message.length() + ",\"message\":" + message);
    }

    private String call(int exchange, String params) {
        return request(
                exchange,
                "{\"jsonrpc\":\"2.0\",\"id\":" + exchange + ",\"method\":\"tools/call\",\"params\":" + params + "}");
    }

    private String answer(int exchange, String result) {
        return line(
                exchange,
                "\"event\":\"message\",\"from\":\"server\",\"bytes\":9,\"message\":{\"jsonrpc\":\"2.0\",\"id\":"
                        + exchange + ",\"result\":" + result + "}");
    }

    private String end(int exchange, String outcome) {
        return line(exchange, "\"event\":\"end\",\"outcome\":\"" + outcome + "\",\"duration\":250");
    }

    private static List<JsonObject> exchanges(String... lines) {
        Transcript transcript = Transcript.parse("test", HEADER + String.join("", lines));
        JsonObject json = new TrafficLine(transcript, ShownExchange.of(transcript)).json();
        return StreamSupport.stream(json.array("exchanges").orElseThrow().spliterator(), false)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> groups(List<JsonObject> exchanges) {
        return exchanges.stream()
                .map(exchange -> exchange.get("g") + " " + exchange.string("gw").orElse(""))
                .toList();
    }

    @Test
    void an_exchange_has_its_times_its_messages_and_its_faults() {
        List<JsonObject> exchanges = exchanges(
                line(1, "\"event\":\"http-request\",\"method\":\"POST\",\"headers\":{\"accept\":\"application/json\"}"),
                call(1, "{\"name\":\"pay\",\"arguments\":{}}"),
                line(1, "\"event\":\"note\",\"note\":\"forwarded\""),
                line(1, "\"event\":\"fault\",\"fault\":\"lose response\""),
                line(
                        1,
                        "\"event\":\"message\",\"from\":\"server\",\"bytes\":9,"
                                + "\"message\":{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}"),
                answer(1, "{\"content\":[]}"),
                line(
                        1,
                        "\"event\":\"http-response\",\"status\":200,\"headers\":{\"content-type\":\"text/event-stream\"}"),
                end(1, "cut"));

        assertThat(exchanges.get(0))
                .isEqualTo(Json.parse("{\"n\":1,\"s\":\"weather\",\"c\":1,\"m\":\"tools/call\",\"t\":\"pay\",\"id\":1,"
                        + "\"at\":0,\"o\":\"cut\",\"w\":true,\"f\":200,\"a\":400,\"e\":700,\"st\":200,"
                        + "\"x\":[\"lose response\"],\"mo\":[[200,\"forwarded\"],"
                        + "[400,\"{\\\"jsonrpc\\\":\\\"2.0\\\",\\\"method\\\":\\\"notifications/progress\\\"}\"]],"
                        + "\"q\":{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                        + "\"params\":{\"name\":\"pay\",\"arguments\":{}}},"
                        + "\"p\":{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}},"
                        + "\"h\":{\"accept\":\"application/json\"},\"ph\":{\"content-type\":\"text/event-stream\"}}"));
    }

    @Test
    void attempts_at_a_call_that_had_no_result_belong_together() {
        String pay = "{\"name\":\"pay\",\"arguments\":{\"amount\":1},\"_meta\":{\"progressToken\":%d}}";

        assertThat(groups(exchanges(
                        call(1, pay.formatted(1)),
                        end(1, "cut"),
                        call(2, pay.formatted(2)),
                        end(2, "http-error"),
                        call(3, pay.formatted(3)),
                        end(3, "result"),
                        call(4, pay.formatted(4)),
                        end(4, "result"),
                        call(5, "{\"name\":\"pay\",\"arguments\":{\"amount\":2}}"),
                        end(5, "result"))))
                .containsExactly(
                        "1 attempts at one call", "1 attempts at one call", "1 attempts at one call", "null ", "null ");
    }

    @Test
    void the_rounds_of_an_input_request_belong_together() {
        assertThat(groups(exchanges(
                        call(1, "{\"name\":\"book\",\"arguments\":{}}"),
                        answer(1, "{\"resultType\":\"input_required\",\"requestState\":\"s\"}"),
                        end(1, "result"),
                        call(2, "{\"name\":\"book\",\"arguments\":{},\"requestState\":\"s\",\"inputResponses\":{}}"),
                        end(2, "result"))))
                .containsExactly("1 input rounds of one call", "1 input rounds of one call");
    }

    @Test
    void a_cancellation_belongs_to_what_it_cancels() {
        assertThat(groups(exchanges(
                        call(1, "{\"name\":\"book\",\"arguments\":{}}"),
                        request(
                                2,
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}"),
                        end(2, "accepted"),
                        answer(1, "{}"),
                        end(1, "client-gone"))))
                .containsExactly("1 a canceled request", "1 a canceled request");
    }

    @Test
    void a_long_body_is_named_and_not_shown() {
        JsonObject exchange = exchanges(
                        call(1, "{\"name\":\"x\",\"arguments\":{\"text\":\"" + "x".repeat(40_000) + "\"}}"),
                        end(1, "cut"))
                .get(0);

        assertThat(exchange.get("q"))
                .isEqualTo(JsonValue.of("not shown: 40092 bytes, and the report shows at most 32768. The transcript"
                        + " of the test has all of it."));
    }

    @Test
    void calls_and_latencies_are_summed_up_for_each_tool() {
        Transcript transcript = Transcript.parse(
                "test",
                HEADER
                        + request(9, "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/list\"}")
                        + answer(9, "{\"tools\":[{\"name\":\"pay\"},{\"name\":\"book\"}]}")
                        + call(1, "{\"name\":\"pay\"}") + answer(1, "{}") + end(1, "result")
                        + call(2, "{\"name\":\"pay\"}") + end(2, "cut")
                        + "{\"frame\":99,\"at\":1,\"event\":\"dropped\",\"frames\":41}\n");

        TrafficSummary summary = TrafficSummary.of(transcript, ShownExchange.of(transcript));

        assertThat(summary.exchanges()).isEqualTo(3);
        assertThat(summary.dropped()).isEqualTo(41);
        assertThat(summary.calls()).isEqualTo(Map.of("weather", Map.of("pay", 2)));
        assertThat(summary.latency()).isEqualTo(Map.of("weather", Map.of("pay", List.of(250L))));
        assertThat(summary.listed().get("weather")).containsExactly("pay", "book");
    }

    @Test
    void states_of_a_circuit_breaker_are_events_of_their_own_kind() {
        String state = "{\"frame\":1,\"at\":100,\"server\":\"weather\",\"event\":\"note\",\"note\":\"breaker: open\"}\n"
                + "{\"frame\":2,\"at\":200,\"event\":\"note\",\"note\":\"breaker: as a client calls it\"}\n";
        Transcript transcript = Transcript.parse("test", HEADER + state);

        assertThat(new TrafficLine(transcript, List.of()).json().array("events"))
                .contains(
                        (JsonArray)
                                Json.parse(
                                        "[{\"at\":0,\"s\":\"weather\",\"k\":\"state\",\"text\":\"breaker: open\"},"
                                                + "{\"at\":100,\"s\":\"\",\"k\":\"event\",\"text\":\"breaker: as a client calls it\"}]"));
    }
}
