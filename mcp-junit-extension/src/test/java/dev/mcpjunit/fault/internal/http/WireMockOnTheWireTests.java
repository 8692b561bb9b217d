/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mcpjunit.fault.Selector.anyToolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WireMock's stubs say happens on the wire, byte for byte; what no stub matches streams. */
class WireMockOnTheWireTests {

    private static final String JSON = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}}";

    private final WireMockStubs stubs = WireMockStubs.of("bank");
    private final WireMock wireMock = (WireMock) stubs.client();

    private Proxied proxied(RawServer server) {
        return new Proxied(server.uri(), act -> {}, config -> config.answeringBy(stubs));
    }

    private static RawServer honest() throws IOException {
        return RawServer.start(request -> request.json(RawClient.result(1)));
    }

    private void answer(ResponseDefinitionBuilder response) {
        wireMock.register(post(anyUrl()).withName("canned").willReturn(response));
    }

    @Test
    void a_stub_answers_in_the_servers_stead_and_the_traffic_says_so() throws IOException {
        answer(aResponse()
                .withStatus(200)
                .withStatusMessage("Fine")
                .withHeader("Content-Type", "application/json")
                .withHeader("X-Many", "a", "b")
                .withBody(JSON));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            String response = client.call(1, "pay").readUntil(JSON);

            assertThat(response)
                    .startsWith("HTTP/1.1 200 Fine\r\n")
                    .contains("X-Many: a\r\n", "X-Many: b\r\n", "Content-Length: " + JSON.length() + "\r\n")
                    .contains("Matched-Stub-Name: canned\r\n");
            // The connection goes on.
            client.call(2, "pay").readUntil(JSON);
            assertThat(server.requests()).isEmpty();
            Exchange exchange = proxied.traffic.exchanges().get(0);
            assertThat(exchange.outcome()).isEqualTo(Outcome.RESULT);
            assertThat(exchange.reachedServer()).isFalse();
            assertThat(exchange.executed()).isEqualTo(Executed.NO);
            assertThat(exchange.status()).hasValue(200);
            assertThat(exchange.faults()).containsExactly("answered by WireMock's stub 'canned'");
        }
    }

    @Test
    void all_of_a_request_can_be_matched() throws IOException {
        wireMock.register(post(urlPathEqualTo("/mcp"))
                .withQueryParam("q", equalTo("a b"))
                .withHeader("X-Team", equalTo("blue"))
                .withHeader("X-Other", absent())
                .withCookie("c", equalTo("1"))
                .withHost(equalTo("localhost"))
                .withScheme("http")
                .withRequestBody(matchingJsonPath("$.params.name", equalTo("pay")))
                .willReturn(okJson("\"json\"")));
        wireMock.register(post("/form")
                .withFormParam("user", equalTo("x y"))
                .withClientIp(equalTo("127.0.0.1"))
                .willReturn(ok("form")));
        wireMock.register(post("/parts")
                .withMultipartRequestBody(WireMock.aMultipart("one").withBody(equalTo("1")))
                .willReturn(ok("parts")));
        wireMock.register(get("/page").withBasicAuth("me", "secret").willReturn(ok("page")));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            String call = RawClient.request(1, "pay");
            client.send("POST /mcp?q=a%20b HTTP/1.1\r\nHost: localhost:1\r\nX-Team: blue\r\nCookie: d=2; c=1\r\n"
                            + "Content-Length: " + call.length() + "\r\n\r\n" + call)
                    .readUntil("\"json\"");
            client.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 8\r\n\r\nuser=x+y")
                    .readUntil("form");
            String parts = "--b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n1\r\n--b--\r\n";
            client.send("POST /parts HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                            + "Content-Length: " + parts.length() + "\r\n\r\n" + parts)
                    .readUntil("\r\n\r\nparts");
            client.send("GET /page HTTP/1.1\r\nHost: x\r\nAuthorization: Basic bWU6c2VjcmV0\r\n\r\n")
                    .readUntil("page");
            assertThat(server.requests()).isEmpty();

            client.call(1, "refund").readUntil("\"ok\"");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void requests_without_a_stub_stream_unchanged_and_is_in_the_journal() throws Exception {
        wireMock.register(post("/elsewhere").willReturn(ok()));
        var seen = new CountDownLatch(1);
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    request.chunk("event: message\ndata: {\"method\":\"notifications/progress\"}\n\n");
                    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
                    request.chunk("event: message\ndata: " + RawClient.result(1) + "\n\n");
                    request.send("0\r\n\r\n");
                });
                var proxied = proxied(server);
                var client = proxied.client()) {
            client.call(1, "plan").readUntil("notifications/progress\"}\n\n");
            wireMock.verifyThat(
                    1, postRequestedFor(urlEqualTo("/mcp")).withRequestBody(matchingJsonPath("$.params.name")));
            seen.countDown();
            client.readUntil("0\r\n\r\n");

            assertThat(proxied.only().executed()).isEqualTo(Executed.YES);
            assertThat(wireMock.getServeEvents()).singleElement().satisfies(event -> {
                assertThat(event.getWasMatched()).isFalse();
                assertThat(event.getResponse().getStatus()).isEqualTo(404);
                assertThat(event.getSubEvents()).singleElement().satisfies(sub -> assertThat(
                                sub.getData().toString())
                        .contains("No stub matched: the request went on to server 'bank'."));
            });
        }
    }

    @Test
    void the_stream_on_which_a_server_sends_by_itself_passes() throws IOException {
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    request.chunk("data: {\"method\":\"notifications/tools/list_changed\"}\n\n");
                    request.awaitEnd();
                });
                var proxied = proxied(server);
                var client = proxied.client()) {
            client.listen().readUntil("list_changed\"}\n\n");

            wireMock.verifyThat(WireMock.getRequestedFor(urlEqualTo("/mcp")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_RESET_BY_PEER, <RESET>, CUT",
        "EMPTY_RESPONSE, <EOF>, CUT",
        "RANDOM_DATA_THEN_CLOSE, '(?s)[^H].*<EOF>', INVALID",
        "MALFORMED_RESPONSE_CHUNK, '(?s)HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n(Connection: close\r\n)?\r\n"
                + "[^0-9a-f].*<EOF>', INVALID",
    })
    void faults_happen(Fault fault, String seen, Outcome outcome) throws IOException {
        answer(aResponse().withFault(fault));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            assertThat(client.call(1, "pay").readToEnd()).matches(seen);

            Exchange exchange = proxied.onlyEnded(outcome);
            assertThat(exchange.reachedServer()).isFalse();
            assertThat(exchange.faults()).containsExactly("answered by WireMock's stub 'canned' (" + fault + ")");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void delays_happen() throws IOException {
        answer(okJson(JSON).withFixedDelay(300));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            long start = System.nanoTime();
            client.call(1, "pay").readUntil(JSON);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void delays_of_all_stubs_happen_and_none_to_what_streams() throws IOException {
        wireMock.setGlobalFixedDelayVariable(60_000);
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            client.call(1, "pay").readUntil("\"ok\"");

            wireMock.setGlobalFixedDelayVariable(300);
            answer(okJson(JSON));
            long start = System.nanoTime();
            client.call(1, "pay").readUntil(JSON);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void a_body_dribbles() throws IOException {
        answer(okJson("0123456789").withChunkedDribbleDelay(3, 300));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            long start = System.nanoTime();
            String body = client.call(1, "pay").readUntil("0\r\n\r\n");

            assertThat(body)
                    .contains("Transfer-Encoding: chunked\r\n")
                    .doesNotContain("Content-Length")
                    .endsWith("\r\n\r\n3\r\n012\r\n3\r\n345\r\n4\r\n6789\r\n0\r\n\r\n");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            // And the connection goes on.
            client.call(1, "pay").readUntil("0\r\n\r\n");
        }
    }

    @Test
    void a_stream_of_events_is_read_for_the_traffic() throws IOException {
        answer(ok("event: message\ndata: " + RawClient.result(1) + "\n\n")
                .withHeader("Content-Type", "text/event-stream"));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            client.call(1, "pay").readUntil("\n\n");

            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"seven\"", "9007199254740993"})
    void templates_echo_an_id_in_its_type(String id) throws IOException {
        answer(okJson("{\"jsonrpc\":\"2.0\",\"id\":{{toJson (jsonPath request.body '$.id')}},\"result\":{}}")
                .withTransformers("response-template"));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            client.post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}")
                    .readUntil("\"id\":" + id + ",\"result\":{}}");

            assertThat(proxied.only().outcome()).isEqualTo(Outcome.RESULT);
        }
    }

    @Test
    void a_client_that_does_not_wait_is_noted() throws IOException {
        answer(okJson(JSON).withFixedDelay(600_000));
        try (var server = honest();
                var proxied = proxied(server)) {
            try (var client = proxied.client()) {
                client.call(1, "pay");
                while (proxied.traffic.exchanges().isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            proxied.onlyEnded(Outcome.CLIENT_GONE);
        }
    }

    @Test
    void scenarios_count_right_with_concurrent_requests() throws Exception {
        for (int i = 0; i < 3; i++) {
            wireMock.register(post(anyUrl())
                    .inScenario("busy")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                    .willReturn(serviceUnavailable())
                    .willSetStateTo("after " + (i + 1)));
        }
        var threads = Executors.newFixedThreadPool(16);
        try (var server = honest();
                var proxied = proxied(server)) {
            for (int round = 0; round < 20; round++) {
                wireMock.resetScenarios();
                var answers = new ArrayList<Future<String>>();
                for (int i = 0; i < 16; i++) {
                    answers.add(threads.submit(() -> {
                        try (var client = proxied.client()) {
                            return client.call(1, "pay").readUntil("\r\n");
                        }
                    }));
                }
                int busy = 0;
                for (Future<String> answer : answers) {
                    busy += answer.get(20, TimeUnit.SECONDS).contains("503") ? 1 : 0;
                }
                assertThat(busy).isEqualTo(3);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void faults_are_for_what_no_stub_answers() throws IOException {
        wireMock.register(any(anyUrl())
                .withRequestBody(matchingJsonPath("$.params.name", equalTo("stubbed")))
                .willReturn(okJson(JSON)));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            var fault = proxied.faults.on(anyToolCall().first()).status(503);

            client.call(1, "stubbed").readUntil(JSON);
            assertThat(fault.fired()).isZero();
            client.call(1, "pay").readUntil("503");
            assertThat(fault.fired()).isOne();
            assertThat(proxied.traffic.toString())
                    .contains("tools/call 'stubbed' #1  not forwarded, result")
                    .contains("[answered by WireMock's stub '");
        }
    }

    @Test
    void head_and_close_are_obeyed() throws IOException {
        wireMock.register(any(anyUrl()).willReturn(ok("four").withHeader("Connection", "close")));
        try (var server = honest();
                var proxied = proxied(server);
                var client = proxied.client()) {
            assertThat(client.send("HEAD /mcp HTTP/1.1\r\nHost: x\r\n\r\n").readToEnd())
                    .contains("Content-Length: 4\r\n")
                    .endsWith("\r\n\r\n<EOF>");
        }
    }

    @Test
    void an_answer_to_a_post_is_none_where_answers_come_on_a_stream() throws IOException {
        answer(okJson(JSON));
        try (var server = RawServer.start(request -> {
                    request.eventStream();
                    request.chunk("event: endpoint\ndata: /post?session=1\n\n");
                    request.awaitEnd();
                });
                var proxied = proxied(server);
                var stream = proxied.client().listen();
                var posts = proxied.client()) {
            stream.readUntil("session=1\n\n");
            String call = RawClient.request(1, "pay");
            posts.send("POST /post?session=1 HTTP/1.1\r\nHost: x\r\nContent-Length: " + call.length() + "\r\n\r\n"
                            + call)
                    .readUntil(JSON);

            assertThat(proxied.only().outcome()).isEqualTo(Outcome.IN_FLIGHT);
            assertThat(proxied.only().reachedServer()).isFalse();
        }
    }
}
