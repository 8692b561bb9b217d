/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trace context in recorded traffic")
class TraceContextAssertTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";

    private final TrafficRecorder recorder = new TrafficRecorder();
    private final Traffic traffic = recorder.traffic();

    private void call(Map<String, Object> meta, Map<String, String> headers) {
        JsonObject message = JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "tools/call")
                .put("params", Map.of("name", "pay", "_meta", meta))
                .build();
        recorder.begin("bank", 1, message, 100, headers);
    }

    private static String parent(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    @Test
    @DisplayName("is read from _meta and from headers")
    void read() {
        call(
                Map.of("traceparent", parent(TRACE), "tracestate", "v=1", "baggage", "user=7"),
                Map.of("traceparent", parent(OTHER)));

        var exchange = traffic.exchanges().get(0);
        assertThat(exchange.traceContext().traceId()).contains(TRACE);
        assertThat(exchange.traceContext().tracestate()).contains("v=1");
        assertThat(exchange.traceContext().baggage()).contains("user=7");
        assertThat(exchange.headerTraceContext().traceId()).contains(OTHER);
        assertThat(exchange.headerTraceContext().baggage()).isEmpty();
        assertThat(traffic)
                .toolCalls("pay")
                .traceContext()
                .isSent()
                .isSentInHeaders()
                .isOneTrace()
                .hasTraceId(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            })
    @DisplayName("must have the form of the standard")
    void invalid(String traceparent) {
        call(Map.of("traceparent", traceparent), Map.of());

        assertThatThrownBy(() ->
                        assertThat(traffic).toolCalls("pay").traceContext().isSent())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected calls of tool 'pay' to carry a valid traceparent in _meta, but"
                        + " tools/call 'pay' #1 has the invalid '" + traceparent + "'. Recorded traffic:");
    }

    @Test
    @DisplayName("of a later version may be longer")
    void laterVersion() {
        call(Map.of("traceparent", "01-" + TRACE + "-00f067aa0ba902b7-01-more"), Map.of());

        assertThat(traffic).toolCalls("pay").traceContext().hasTraceId(TRACE);
    }

    @Test
    @DisplayName("is missed where it is missing")
    void missing() {
        assertThatThrownBy(() ->
                        assertThat(traffic).toolCalls("pay").traceContext().isSent())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Expected calls of tool 'pay' with a traceparent in _meta, but there were none at all.");

        call(Map.of("traceparent", parent(TRACE)), Map.of());
        assertThatThrownBy(() ->
                        assertThat(traffic).toolCalls("pay").traceContext().isSentInHeaders())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Expected calls of tool 'pay' to carry a valid traceparent in an HTTP header, but"
                                + " tools/call 'pay' #1 has none.");
    }

    @Test
    @DisplayName("of several traces is not one trace")
    void severalTraces() {
        call(Map.of("traceparent", parent(TRACE)), Map.of());
        call(Map.of("traceparent", parent(OTHER)), Map.of());

        assertThatThrownBy(() ->
                        assertThat(traffic).toolCalls("pay").traceContext().isOneTrace())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected calls of tool 'pay' to belong to one trace, but they belong to ["
                        + TRACE + ", " + OTHER + "].");
        assertThatThrownBy(() ->
                        assertThat(traffic).toolCalls("pay").traceContext().hasTraceId(TRACE))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected calls of tool 'pay' to belong to trace " + TRACE
                        + ", but there are messages of [" + OTHER + "].");
    }
}
