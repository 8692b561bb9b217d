/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static dev.mcpjunit.fault.Selector.anyRequest;
import static dev.mcpjunit.fault.Selector.connection;
import static dev.mcpjunit.fault.Selector.listening;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The life of a proxy: connections, gates, the server behind it, and its end. */
class HttpFaultProxyTests {

    private static void answer(RawServer.Request request) throws IOException {
        request.json(RawClient.result(1));
    }

    @Test
    void connections_are_refused_until_the_fault_is_removed() throws IOException {
        try (var server = RawServer.start(HttpFaultProxyTests::answer);
                var proxied = new Proxied(server.uri());
                var before = proxied.client()) {
            before.call(1, "pay").readUntil(RawClient.result(1));
            for (int i = 0; i < 3; i++) {
                InjectedFault refused = proxied.faults.on(connection()).refuseConnections();
                assertThatThrownBy(proxied::client).isInstanceOf(ConnectException.class);
                assertThat(refused.fired()).isOne();
                refused.remove();
                try (var after = proxied.client()) {
                    after.call(1, "pay").readUntil(RawClient.result(1));
                }
            }
            assertThat(before.readToEnd()).isEqualTo("<RESET>");
            assertThat(proxied.traffic.toolCalls().count()).isEqualTo(4);
            assertThat(proxied.plan.unused()).isEmpty();
        }
    }

    @Test
    void connections_are_refused_from_the_start_and_only_for_the_server_that_was_named() throws IOException {
        var plan = new FaultPlan();
        var faults = new PlannedFaults(plan, new TrafficRecorder());
        InjectedFault refused = faults.on(connection().toServer("bank")).refuseConnections();
        InjectedFault nowhere = faults.on(connection().toServer("shop")).refuseConnections();
        try (var server = RawServer.start(HttpFaultProxyTests::answer);
                var bank = proxy("bank", server.uri(), plan);
                var store = proxy("store", server.uri(), plan)) {
            assertThatThrownBy(() -> new RawClient(bank.endpoint().uri())).isInstanceOf(ConnectException.class);
            try (var client = new RawClient(store.endpoint().uri())) {
                client.call(1, "pay").readUntil(RawClient.result(1));
            }
            assertThat(refused.fired()).isOne();
            assertThat(nowhere.fired()).isZero();
            assertThat(plan.unused())
                    .containsExactly("connections refused on a connection to server 'shop' (can happen only to servers"
                            + " that are reached by HTTP)");

            faults.clear();
            try (var client = new RawClient(bank.endpoint().uri())) {
                client.call(1, "pay").readUntil(RawClient.result(1));
            }
        }
    }

    private static HttpFaultProxy proxy(String name, URI server, FaultPlan plan) {
        return HttpFaultProxy.start(
                new HttpProxyConfig(name, () -> new McpEndpoint.Http(server), plan, new TrafficRecorder(), act -> {}));
    }

    @Test
    void of_sixteen_callers_exactly_the_first_three_are_hit() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try (var server = RawServer.start(HttpFaultProxyTests::answer)) {
            for (int round = 0; round < 20; round++) {
                try (var proxied = new Proxied(server.uri())) {
                    proxied.faults.on(toolCall("pay").first(3)).status(503);
                    List<Callable<String>> callers = IntStream.range(0, 16)
                            .<Callable<String>>mapToObj(i -> () -> {
                                try (var client = proxied.client()) {
                                    return client.lastCall(1, "pay").readToEnd().substring(0, 12);
                                }
                            })
                            .toList();
                    int hit = 0;
                    for (var caller : threads.invokeAll(callers)) {
                        hit += caller.get().equals("HTTP/1.1 503") ? 1 : 0;
                    }
                    assertThat(hit).isEqualTo(3);
                    assertThat(proxied.traffic.toolCalls().reachedServer()).isEqualTo(13);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_held_request_reaches_the_server_when_the_test_lets_it_go() throws IOException {
        try (var server = RawServer.start(HttpFaultProxyTests::answer);
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            Gate gate = proxied.faults.on(toolCall("pay")).holdRequest();
            client.call(1, "pay");
            gate.awaitHeld(1, Proxied.BOUND);
            assertThat(server.requests()).isEmpty();
            assertThat(proxied.only().executed()).isEqualTo(Executed.NO);
            gate.release();

            client.readUntil(RawClient.result(1));
            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
        }
    }

    @Test
    void a_held_answer_has_been_executed_and_is_not_delivered_to_who_has_gone() throws IOException {
        try (var server = RawServer.start(HttpFaultProxyTests::answer);
                var proxied = new Proxied(server.uri())) {
            Gate gate = proxied.faults.on(toolCall("pay")).holdAnswer();
            try (var client = proxied.client()) {
                client.call(1, "pay");
                gate.awaitHeld(1, Proxied.BOUND);
                assertThat(proxied.only().executed()).isEqualTo(Executed.YES);
            }

            proxied.onlyEnded(Outcome.CLIENT_GONE);
            assertThat(gate.held()).isZero();
        }
    }

    @Test
    void a_client_that_goes_while_its_response_is_lost_does_not_keep_the_server_from_executing() throws Exception {
        var clientHasGone = new AtomicReference<>(false);
        try (var server = RawServer.start(request -> {
                    Awaiting.until(
                            Proxied.BOUND, () -> assertThat(clientHasGone.get()).isTrue());
                    answer(request);
                });
                var proxied = new Proxied(server.uri())) {
            proxied.faults.on(toolCall("pay")).loseResponse();
            try (var client = proxied.client()) {
                client.call(1, "pay");
                Awaiting.until(
                        Proxied.BOUND, () -> assertThat(server.requests()).hasSize(1));
            }
            clientHasGone.set(true);

            Awaiting.until(
                    Proxied.BOUND, () -> assertThat(proxied.only().executed()).isEqualTo(Executed.YES));
        }
    }

    @Test
    void a_server_that_is_restarted_may_be_elsewhere_then() throws IOException {
        try (var old = RawServer.start(HttpFaultProxyTests::answer);
                var fresh = RawServer.start(HttpFaultProxyTests::answer)) {
            var moved = new AtomicReference<Proxied>();
            try (var proxied =
                            new Proxied(old.uri(), act -> moved.get().upstream.set(fresh.uri()), config -> config);
                    var client = proxied.client()) {
                moved.set(proxied);
                client.call(1, "pay").readUntil(RawClient.result(1));
                proxied.faults.on(toolCall("pay").first()).inject(new ProcessFault.ToServer(ServerAct.RESTART));
                client.call(1, "pay").readUntil(RawClient.result(1));
                client.call(1, "pay").readUntil(RawClient.result(1));

                assertThat(proxied.acts).containsExactly(ServerAct.RESTART);
                assertThat(old.requests()).hasSize(1);
                assertThat(fresh.requests()).hasSize(2);
            }
        }
    }

    @Test
    void closing_does_not_wait_for_open_streams_and_leaves_nothing() throws Exception {
        try (var server = RawServer.start(request -> {
            if (request.head().startsWith("GET")) {
                request.eventStream();
            }
            request.awaitEnd();
        })) {
            String name = "closing-" + System.nanoTime();
            var proxied = new Proxied(
                    server.uri(),
                    act -> {},
                    config -> new HttpProxyConfig(
                            name, config.upstream(), config.faults(), config.traffic(), config.toServer()));
            proxied.faults.on(toolCall("held")).holdRequest();
            proxied.faults.on(toolCall("silent")).hang();
            try (var stream = proxied.client().listen();
                    var call = proxied.client().call(1, "pay");
                    var held = proxied.client().call(2, "held");
                    var silent = proxied.client().call(3, "silent");
                    var idle = proxied.client()) {
                Awaiting.until(
                        Proxied.BOUND,
                        () -> assertThat(proxied.traffic.toolCalls().count()).isEqualTo(3));
                Awaiting.until(
                        Proxied.BOUND, () -> assertThat(server.requests()).hasSize(2));
                long start = System.nanoTime();
                proxied.proxy.close();
                // It takes milliseconds; the bound is for a machine that is busy.
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

                assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(thread -> thread.contains(name)
                                || thread.endsWith("proxy at " + proxied.uri().getPort()));
                for (RawClient client : Set.of(stream, call, held, silent, idle)) {
                    assertThat(client.readToEnd()).matches("(?s).*<(EOF|RESET)>");
                }
                Awaiting.until(Proxied.BOUND, () -> assertThat(server.openConnections())
                        .isZero());
                assertThatThrownBy(proxied::client).isInstanceOf(ConnectException.class);
            }
            proxied.close();
        }
    }

    @Test
    void the_listening_stream_can_be_hit() throws IOException {
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    request.chunk("event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/a\"}\n\n");
                    request.chunk(": comment\n\n");
                    request.awaitEnd();
                });
                var proxied = new Proxied(server.uri())) {
            proxied.faults.on(listening().first()).inject(new ConnectionFault.CutInMessage(1, 5, Cut.RESET));
            try (var first = proxied.client().listen()) {
                assertThat(first.readToEnd()).endsWith("\r\n\r\n5\r\nevent\r\n<RESET>");
            }
            try (var second = proxied.client().listen()) {
                assertThat(second.readUntil("comment\n\n")).contains("notifications/a");
            }
        }
    }

    @Test
    void an_endpoint_wants_headers_and_a_query_that_the_client_need_not_know() throws IOException {
        try (var server = RawServer.start(HttpFaultProxyTests::answer)) {
            var secret = new McpEndpoint.Http(
                    URI.create(server.uri() + "?key=k"), Map.of("Authorization", "Bearer hush-4711"));
            try (var proxied = new Proxied(
                            server.uri(),
                            act -> {},
                            config -> new HttpProxyConfig(
                                    "bank", () -> secret, config.faults(), config.traffic(), config.toServer()));
                    var client = proxied.client()) {
                assertThat(proxied.proxy.endpoint())
                        .isEqualTo(new McpEndpoint.Http(
                                URI.create("http://localhost:" + proxied.uri().getPort() + "/mcp")));
                client.call(1, "pay").readUntil(RawClient.result(1));

                assertThat(server.requests().get(0).head()).startsWith("POST /mcp?key=k ");
                assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer hush-4711");
                assertThat(proxied.only().headers()).doesNotContainKey("authorization");
            }
        }
    }

    @Test
    void it_listens_on_loopback_only() throws Exception {
        try (var server = RawServer.start(HttpFaultProxyTests::answer);
                var proxied = new Proxied(server.uri())) {
            assertThatThrownBy(() -> new RawClient(
                            URI.create("http://127.0.0.2:" + proxied.uri().getPort() + "/mcp")))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void what_points_at_the_server_points_at_the_proxy() throws IOException {
        var address = new AtomicReference<String>();
        try (var server = RawServer.start(request -> {
                    if (request.head().contains("well-known")) {
                        request.json("{\"resource\":\"" + address.get() + "/mcp\",\"scopes_supported\":[\"a\"]}");
                    } else {
                        request.send("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer resource_metadata=\""
                                + address.get()
                                + "/.well-known/oauth-protected-resource\"\r\nContent-Length: 0\r\n\r\n");
                    }
                });
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            address.set("http://localhost:" + server.uri().getPort());
            String proxy = "http://localhost:" + proxied.uri().getPort();

            assertThat(client.call(1, "pay").readUntil("\r\n\r\n"))
                    .contains("resource_metadata=\"" + proxy + "/.well-known/oauth-protected-resource\"");
            client.send("GET /.well-known/oauth-protected-resource HTTP/1.1\r\nHost: "
                    + proxied.uri().getAuthority() + "\r\n\r\n");
            assertThat(client.readUntil("]}"))
                    .endsWith("{\"resource\":\"" + proxy + "/mcp\",\"scopes_supported\":[\"a\"]}");
        }
    }

    @Test
    void a_script_for_any_request_leaves_notifications_alone() throws IOException {
        try (var server =
                        RawServer.start(request -> request.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            proxied.faults.on(anyRequest()).status(503).optional();
            client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                    .readUntil("\r\n\r\n");

            assertThat(Stream.of(proxied.only())).extracting(Exchange::outcome).containsExactly(Outcome.ACCEPTED);
        }
    }
}
