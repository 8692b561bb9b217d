/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.connection;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a count of zero says something about the client, and when it does not. */
class AbsentMessagesTests {

    private final TrafficRecorder recorder = new TrafficRecorder();
    private final Traffic traffic = recorder.traffic();
    private int ids;

    private ExchangeRecord begin(String server, String method, Map<String, ?> params) {
        JsonObject message = JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", ++ids)
                .put("method", method)
                .put("params", params)
                .build();
        return recorder.begin(server, 1, message, 100, Map.of());
    }

    private void list(String server, String... tools) {
        page(server, Map.of(), Map.of("tools", named(tools)));
    }

    private void page(String server, Map<String, ?> params, Map<String, ?> result) {
        answer(begin(server, "tools/list", params), result);
    }

    private void answer(ExchangeRecord exchange, Map<String, ?> result) {
        exchange.sentByServer(JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", ids)
                .put("result", result)
                .build());
        exchange.finished(Outcome.RESULT);
    }

    private static List<Map<String, String>> named(String... tools) {
        return Stream.of(tools).map(name -> Map.of("name", name)).toList();
    }

    @Test
    void no_calls_of_a_tool_that_does_not_exist_prove_nothing() {
        list("bank", "pay", "refund");

        assertThat(traffic).toolCalls("pay").wereSent(0).reachedServer(0).wereExecuted(0);
        assertThatThrownBy(() -> assertThat(traffic).toolCalls("pya").wereSent(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("""
                        Expected 0 calls of tool 'pya' to be sent. There were none, but that proves nothing. Server \
                        'bank' lists no tool 'pya'. Did you mean 'pay'? The listed tools are: pay, refund.
                          If the client must not call a tool that is not listed, select the calls by a condition: \
                        requests("tools/call") or where(…).
                          Recorded traffic:
                        """)
                .hasMessageContaining("bank  tools/list #1");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pya")).reachedServer(0))
                .hasMessageContaining("that proves nothing");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pya")).wereExecuted(0))
                .hasMessageContaining("that proves nothing");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pya").where("with an amount", call -> true))
                        .wereSent(0))
                .hasMessageContaining("that proves nothing");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pya")).wereSent(1))
                .hasMessageStartingWith(
                        "Expected 1 calls of tool 'pya' to be sent, but there were 0. Server 'bank' lists"
                                + " no tool 'pya'. Did you mean 'pay'? The listed tools are: pay, refund. Recorded traffic:");
        assertThat(traffic)
                .where("calls of a tool that is not listed", call -> call.tool().isPresent())
                .wereSent(0);
    }

    @Test
    void a_tool_may_be_on_a_page_that_no_client_has_read() {
        page("bank", Map.of(), Map.of("tools", named("pay"), "nextCursor", "2"));
        assertThat(traffic).toolCalls("refund").wereSent(0);

        page("bank", Map.of("cursor", "2"), Map.of("tools", named("refund")));
        assertThat(traffic).toolCalls("refund").wereSent(0);
        assertThat(traffic).toolCalls("pay").wereSent(0);
        assertThatThrownBy(() -> assertThat(traffic).toolCalls("transfer").wereSent(0))
                .hasMessageContaining(" lists no tool 'transfer'. The listed tools are: pay, refund.");
    }

    @Test
    void the_last_page_alone_is_not_the_list() {
        page("bank", Map.of("cursor", "2"), Map.of("tools", named("refund")));

        assertThat(traffic).toolCalls("pay").wereSent(0);
    }

    /** A test of an attack adds a tool to the list; the client must not call it. */
    @Test
    void a_client_that_got_another_list_may_know_other_tools() {
        ExchangeRecord list = begin("bank", "tools/list", Map.of());
        list.fault("change the result");
        answer(list, Map.of("tools", named("pay")));

        assertThat(traffic).toolCalls("send-secrets").wereSent(0);
    }

    @Test
    void a_list_that_did_not_come_from_the_server_may_name_other_tools() {
        list("bank", "pay");
        begin("bank", "tools/list", Map.of()).finished(Outcome.RESULT);

        assertThat(traffic).toolCalls("stubbed").wereSent(0);
    }

    @Test
    void a_list_that_has_changed_since_may_have_other_tools() {
        list("bank", "pay");
        recorder.unasked(
                "bank",
                1,
                JsonObject.builder()
                        .put("method", "notifications/tools/list_changed")
                        .build());
        assertThat(traffic).toolCalls("refund").wereSent(0);

        list("bank", "pay");
        assertThatThrownBy(() -> assertThat(traffic).toolCalls("refund").wereSent(0))
                .hasMessageContaining("Server 'bank' lists no tool 'refund'.");
    }

    @Test
    void a_tool_may_belong_to_a_server_whose_list_no_client_has_read() {
        recorder.canReach("bank");
        recorder.canReach("shop");
        list("bank", "pay");

        assertThat(traffic).toolCalls("order").wereSent(0);
        assertThatThrownBy(() ->
                        assertThat(traffic).toolCalls("order").toServer("bank").wereSent(0))
                .hasMessageContaining("Server 'bank' lists no tool 'order'.");

        list("shop", "buy");
        assertThatThrownBy(() -> assertThat(traffic).toolCalls("order").wereSent(0))
                .hasMessageContaining(
                        "None of the servers bank, shop lists a tool 'order'. The listed tools are: buy, pay.");
    }

    @Test
    void a_method_is_mistyped() {
        list("bank", "pay");

        assertThat(traffic).requests("notifications/cancelled").wereSent(0);
        assertThat(traffic).requests("acme/audit").wereSent(0);
        assertThatThrownBy(() ->
                        assertThat(traffic).requests("notifications/canceled").wereSent(0))
                .hasMessageContaining("MCP has no method 'notifications/canceled'. Did you mean"
                        + " 'notifications/cancelled'?\n  If the method is your own, select its messages by a condition:"
                        + " where(…).\n");
    }

    @Test
    void a_server_is_mistyped() {
        recorder.canReach("bank");
        recorder.canReach("shop");
        list("bank", "pay");

        assertThat(traffic).toServer("shop").wereSent(0);
        assertThatThrownBy(() -> assertThat(traffic).toServer("shpo").wereSent(0))
                .hasMessageContaining(
                        "The test has no server 'shpo'. Did you mean 'shop'? Its servers are: bank, shop.\n"
                                + "  Name a server of the test.\n");
    }

    @Test
    void without_a_client_on_a_proxy_only_is_empty_passes() {
        assertThat(traffic).isEmpty();
        assertThatThrownBy(() -> assertThat(traffic)
                        .where("errors", each -> each.status().isPresent())
                        .wereSent(0))
                .hasMessageStartingWith("""
                        Expected 0 errors to be sent. There were none, but that proves nothing. No client has connected \
                        through a proxy of this test. Is the client connected to the endpoint that was injected?
                          If the client must not connect at all, use assertThat(traffic).isEmpty().
                          Recorded traffic:
                          (no messages)""");

        recorder.noteClient();
        assertThat(traffic).toolCalls().wereSent(0);
    }

    @Test
    void a_client_that_connected_before_the_test_may_be_silent_in_it() {
        list("bank", "pay");
        var test = new TrafficRecorder();
        test.addEarlier("bank", recorder);
        test.canReach("bank");

        assertThat(test.traffic()).isEmpty();
        assertThat(test.traffic()).toolCalls("pay").wereSent(0);
        assertThatThrownBy(() -> assertThat(test.traffic()).toolCalls("pya").wereSent(0))
                .hasMessageContaining("Did you mean 'pay'?");
    }

    @Test
    void through_real_proxies() {
        try (var weather = new ServerHandle(ServerSpec.inProcess(Weather.InProcess.class)
                        .name("weather")
                        .build());
                var silent = new TestProxies(false);
                var wire = new TestProxies(false)) {
            silent.endpoint(weather);
            assertThatThrownBy(() -> assertThat(silent.traffic()).toolCalls().wereSent(0))
                    .hasMessageContaining("No client has connected through a proxy of this test.");

            wire.connection(weather).catalog();

            assertThat(wire.traffic()).toolCalls("get-forecast").wereSent(0);
            assertThatThrownBy(() ->
                            assertThat(wire.traffic()).toolCalls("get-forcast").wereSent(0))
                    .hasMessageContaining("Server 'weather' lists no tool 'get-forcast'. Did you mean 'get-forecast'?");
        }
    }

    /** Nothing can cross then, which is what such a test is about. */
    @Test
    void where_a_fault_refuses_connections_zero_is_right() {
        try (var weather = new ServerHandle(ServerSpec.inProcess(Weather.InProcess.class)
                        .name("weather")
                        .build());
                var wire = new TestProxies(false)) {
            var down = wire.faults().on(connection()).refuseConnections();
            wire.endpoint(weather);

            assertThat(wire.traffic()).toolCalls().wereSent(0);
            down.remove();
        }
    }
}
