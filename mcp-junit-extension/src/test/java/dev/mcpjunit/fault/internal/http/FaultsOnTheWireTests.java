/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static dev.mcpjunit.fault.Cut.CLOSE;
import static dev.mcpjunit.fault.Cut.HANG;
import static dev.mcpjunit.fault.Cut.RESET;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is on the wire what its name says, whether the server answers with a body or with a stream. */
class FaultsOnTheWireTests {

    private static final String PROGRESS =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1}}";
    private static final String RESULT = RawClient.result(1);
    private static final String EVENT = "event: message\ndata: ";
    private static final int TIMEOUT_MILLIS = 400;
    private static final int PART = 30;

    private static final String JSON_HEAD = "HTTP/1\\.1 200 OK\r\nContent-Type: application/json\r\n.*\r\n\r\n";
    private static final String STREAM_HEAD = "HTTP/1\\.1 200 OK\r\n.*text/event-stream\r\n.*\r\n\r\n";
    private static final String PROGRESS_CHUNK = chunk(EVENT + PROGRESS + "\n\n");
    private static final String RESULT_CHUNK = chunk(EVENT + RESULT + "\n\n");
    private static final String END = "0\r\n\r\n";

    private static String chunk(String event) {
        return Pattern.quote(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }

    private static void answer(RawServer.Request request) throws IOException {
        if (request.body().contains("\"json\"")) {
            request.json(RESULT);
            return;
        }
        request.eventStream();
        request.chunk(EVENT + PROGRESS + "\n\n");
        request.chunk(EVENT + RESULT + "\n\n");
        request.send("0\r\n\r\n");
    }

    /** What a raw client sees of one call, and what was recorded. */
    private static void check(String tool, Fault fault, String wire, Outcome outcome, Executed executed)
            throws IOException {
        try (var server = RawServer.start(FaultsOnTheWireTests::answer);
                var proxied = new Proxied(server.uri())) {
            proxied.faults.on(toolCall(tool)).inject(fault);
            String seen;
            try (var client = proxied.client()) {
                seen = client.lastCall(1, tool)
                        .readToEnd(wire.endsWith("<SILENT>") ? TIMEOUT_MILLIS : RawClient.BOUND_MILLIS);
            }

            assertThat(seen).matches(Pattern.compile(wire, Pattern.DOTALL));
            Exchange exchange = proxied.onlyEnded(outcome);
            assertThat(exchange.faults()).containsExactly(fault.toString());
            assertThat(exchange.executed()).isEqualTo(executed);
            assertThat(server.requests()).hasSize(executed == Executed.NO ? 0 : 1);
            assertThat(proxied.plan.unused()).isEmpty();
        }
    }

    static Stream<Arguments> before_the_server() {
        return Stream.of(
                arguments(new ConnectionFault.CutBeforeServer(RESET), "<RESET>", Outcome.CUT),
                arguments(new ConnectionFault.CutBeforeServer(CLOSE), "<EOF>", Outcome.CUT),
                arguments(new ConnectionFault.CutBeforeServer(HANG), "<SILENT>", Outcome.HUNG),
                arguments(
                        new AnswerFault.HttpResponse(503, Map.of("Retry-After", "2"), "", Execution.SKIPPED),
                        "HTTP/1\\.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
                                + "Connection: close\r\n\r\n<EOF>",
                        Outcome.HTTP_ERROR),
                arguments(
                        new AnswerFault.HttpResponse(202, Map.of(), "", Execution.SKIPPED),
                        "HTTP/1\\.1 202 Accepted\r\n.*Content-Length: 0\r\n.*<EOF>",
                        Outcome.INVALID),
                arguments(
                        new AnswerFault.HttpResponse(
                                200, Map.of("Content-Type", "text/html"), "<p>Hi", Execution.SKIPPED),
                        "HTTP/1\\.1 200 OK\r\nContent-Type: text/html\r\n.*<p>Hi<EOF>",
                        Outcome.INVALID),
                arguments(
                        new AnswerFault.RpcError(-32603, "no"),
                        JSON_HEAD + Pattern.quote("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{") + ".*-32603.*<EOF>",
                        Outcome.RPC_ERROR),
                arguments(new AnswerFault.ToolError("no"), JSON_HEAD + ".*\"isError\":true.*<EOF>", Outcome.TOOL_ERROR),
                arguments(new ProtocolFault.EndlessProgress(Duration.ofMillis(1)), "<SILENT>", Outcome.HUNG));
    }

    @ParameterizedTest
    @MethodSource
    void before_the_server(Fault fault, String wire, Outcome outcome) throws IOException {
        check("json", fault, wire, outcome, Executed.NO);
    }

    static Stream<Arguments> executed_and_then_lost() {
        return Stream.of("json", "stream")
                .flatMap(tool -> Stream.of(
                        arguments(
                                tool,
                                new ConnectionFault.LoseResponse(RESET),
                                "(" + STREAM_HEAD + PROGRESS_CHUNK + ")?<RESET>",
                                Outcome.CUT),
                        arguments(
                                tool,
                                new ConnectionFault.LoseResponse(HANG),
                                "(" + STREAM_HEAD + PROGRESS_CHUNK + ")?<SILENT>",
                                Outcome.HUNG),
                        arguments(
                                tool,
                                new AnswerFault.HttpResponse(502, Map.of(), "", Execution.DONE),
                                "HTTP/1\\.1 502 Bad Gateway\r\n.*\r\n\r\n<EOF>",
                                Outcome.HTTP_ERROR)));
    }

    @ParameterizedTest
    @MethodSource
    void executed_and_then_lost(String tool, Fault fault, String wire, Outcome outcome) throws IOException {
        check(tool, fault, wire, outcome, Executed.YES);
    }

    static Stream<Arguments> in_a_body() {
        String length = "Content-Length: " + RESULT.length() + "\r\n.*\r\n\r\n";
        String part = Pattern.quote(RESULT.substring(0, PART));
        return Stream.of(
                arguments(new ConnectionFault.LoseResponse(CLOSE), "<EOF>", Outcome.CUT),
                arguments(
                        new ConnectionFault.CutInMessage(0, PART, RESET),
                        ".*" + length + part + "<RESET>",
                        Outcome.CUT),
                arguments(
                        new ConnectionFault.CutInMessage(0, PART, CLOSE), ".*" + length + part + "<EOF>", Outcome.CUT),
                arguments(
                        new ConnectionFault.CutInMessage(0, PART, HANG),
                        ".*" + length + part + "<SILENT>",
                        Outcome.HUNG),
                arguments(new AnswerFault.Garbage("garbage", "<oops>"), JSON_HEAD + "<oops><EOF>", Outcome.INVALID),
                arguments(
                        new AnswerFault.TruncatedJson(),
                        JSON_HEAD + Pattern.quote(RESULT.substring(0, RESULT.length() / 2)) + "<EOF>",
                        Outcome.INVALID),
                arguments(
                        new AnswerFault.ChangedId(IdChange.WRONG),
                        JSON_HEAD + ".*\"id\":987654321.*<EOF>",
                        Outcome.INVALID),
                arguments(
                        new AnswerFault.ChangedId(IdChange.NULL), JSON_HEAD + ".*\"id\":null.*<EOF>", Outcome.INVALID),
                arguments(
                        new AnswerFault.ChangedId(IdChange.RETYPED),
                        JSON_HEAD + ".*\"id\":\"1\".*<EOF>",
                        Outcome.INVALID),
                arguments(
                        new AnswerFault.ChangedResult(
                                "emptied",
                                result -> result.toBuilder().remove("content").build()),
                        JSON_HEAD + ".*\"result\":\\{\\}.*<EOF>",
                        Outcome.RESULT),
                arguments(new AnswerFault.GiantResult(100_000), JSON_HEAD + ".*?x{100000}.*<EOF>", Outcome.RESULT),
                arguments(
                        new TimingFault.DelayRequest(Duration.ofMillis(20)),
                        JSON_HEAD + Pattern.quote(RESULT) + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new TimingFault.DelayAnswer(Duration.ofMillis(20)),
                        JSON_HEAD + Pattern.quote(RESULT) + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new TimingFault.Drip(7, Duration.ofMillis(1)),
                        JSON_HEAD + Pattern.quote(RESULT) + "<EOF>",
                        Outcome.RESULT));
    }

    @ParameterizedTest
    @MethodSource
    void in_a_body(Fault fault, String wire, Outcome outcome) throws IOException {
        check("json", fault, wire, outcome, Executed.YES);
    }

    static Stream<Arguments> a_body_that_has_to_become_a_stream() {
        return Stream.of(
                arguments(
                        new AnswerFault.DuplicateAnswer(), RESULT_CHUNK + RESULT_CHUNK + END + "<EOF>", Outcome.RESULT),
                arguments(new StreamFault.DropMessage(0), END + "<EOF>", Outcome.INVALID),
                arguments(
                        new StreamFault.DuplicateMessage(1),
                        RESULT_CHUNK + RESULT_CHUNK + END + "<EOF>",
                        Outcome.RESULT),
                arguments(new StreamFault.EndBeforeAnswer(CLOSE), END + "<EOF>", Outcome.INVALID),
                arguments(new StreamFault.EndBeforeAnswer(RESET), "<RESET>", Outcome.CUT),
                arguments(
                        new StreamFault.Styled(WireStyle.CRLF),
                        "[0-9a-f]+\r\nevent: message\r\ndata: \\{.*\\}\r\n\r\n\r\n" + END + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new StreamFault.Styled(WireStyle.SPLIT),
                        "[0-9a-f]+\r\nevent: message\ndata: \\{\n.*\r\n[0-9a-f]+\r\n.*\n\n\r\n" + END + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new ProtocolFault.ListChangedStorm("tools", 3),
                        "(.{0,60}notifications/tools/list_changed\"\\}\n\n\r\n){3}" + RESULT_CHUNK + END + "<EOF>",
                        Outcome.RESULT));
    }

    @ParameterizedTest
    @MethodSource
    void a_body_that_has_to_become_a_stream(Fault fault, String wire, Outcome outcome) throws IOException {
        check("json", fault, STREAM_HEAD + wire, outcome, Executed.YES);
    }

    static Stream<Arguments> in_a_stream() {
        String part = chunk((EVENT + RESULT).substring(0, PART));
        return Stream.of(
                arguments(new ConnectionFault.LoseResponse(CLOSE), PROGRESS_CHUNK + END + "<EOF>", Outcome.INVALID),
                arguments(
                        new ConnectionFault.CutInMessage(0, PART, RESET),
                        PROGRESS_CHUNK + part + "<RESET>",
                        Outcome.CUT),
                arguments(
                        new ConnectionFault.CutInMessage(0, PART, CLOSE), PROGRESS_CHUNK + part + "<EOF>", Outcome.CUT),
                arguments(new StreamFault.EndBeforeAnswer(CLOSE), PROGRESS_CHUNK + END + "<EOF>", Outcome.INVALID),
                arguments(new StreamFault.EndBeforeAnswer(RESET), PROGRESS_CHUNK + "<RESET>", Outcome.CUT),
                arguments(new StreamFault.EndBeforeAnswer(HANG), PROGRESS_CHUNK + "<SILENT>", Outcome.HUNG),
                arguments(new StreamFault.DropMessage(1), RESULT_CHUNK + END + "<EOF>", Outcome.RESULT),
                arguments(new StreamFault.DropMessage(0), PROGRESS_CHUNK + END + "<EOF>", Outcome.INVALID),
                arguments(
                        new StreamFault.DuplicateMessage(1),
                        PROGRESS_CHUNK + PROGRESS_CHUNK + RESULT_CHUNK + END + "<EOF>",
                        Outcome.RESULT),
                arguments(new StreamFault.Reorder(), RESULT_CHUNK + PROGRESS_CHUNK + END + "<EOF>", Outcome.RESULT),
                arguments(
                        new AnswerFault.DuplicateAnswer(),
                        PROGRESS_CHUNK + RESULT_CHUNK + RESULT_CHUNK + END + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new AnswerFault.Garbage("garbage", "<oops>"),
                        PROGRESS_CHUNK + chunk(EVENT + "<oops>\n\n") + END + "<EOF>",
                        Outcome.INVALID),
                arguments(
                        new AnswerFault.ChangedId(IdChange.WRONG),
                        PROGRESS_CHUNK + ".*\"id\":987654321.*" + END + "<EOF>",
                        Outcome.INVALID),
                arguments(
                        new TimingFault.DelayAnswer(Duration.ofMillis(20)),
                        PROGRESS_CHUNK + RESULT_CHUNK + END + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new TimingFault.Drip(40, Duration.ofMillis(1)),
                        "(28\r\n.{40}\r\n)+.*" + END + "<EOF>",
                        Outcome.RESULT),
                arguments(
                        new StreamFault.Styled(WireStyle.CRLF),
                        "(.{0,8}event: message\r\ndata: [^\n]*\r\n\r\n\r\n){2}" + END + "<EOF>",
                        Outcome.RESULT));
    }

    @ParameterizedTest
    @MethodSource
    void in_a_stream(Fault fault, String wire, Outcome outcome) throws IOException {
        check("stream", fault, STREAM_HEAD + wire, outcome, Executed.YES);
    }

    @Test
    void whether_a_server_has_executed_is_not_known_when_the_stream_was_cut_before_its_answer() throws IOException {
        check(
                "stream",
                new ConnectionFault.CutInMessage(1, 10, HANG),
                STREAM_HEAD + chunk("event: mes") + "<SILENT>",
                Outcome.HUNG,
                Executed.UNKNOWN);
    }

    @Test
    void progress_without_end_needs_a_token_and_then_never_ends() throws IOException {
        try (var server = RawServer.start(FaultsOnTheWireTests::answer);
                var proxied = new Proxied(server.uri())) {
            proxied.faults.on(toolCall("json")).inject(new ProtocolFault.EndlessProgress(Duration.ofMillis(1)));
            try (var client = proxied.client()) {
                client.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"json\","
                        + "\"_meta\":{\"progressToken\":\"t\"}}}");
                client.readUntil("\"progress\":20");
            }

            assertThat(proxied.onlyEnded(Outcome.CLIENT_GONE).executed()).isEqualTo(Executed.NO);
        }
    }

    @Test
    void a_header_says_something_else_than_the_body_when_the_server_gets_it() throws IOException {
        try (var server = RawServer.start(FaultsOnTheWireTests::answer);
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            proxied.faults.on(toolCall("json")).inject(new ProtocolFault.HeaderMismatch("Mcp-Name", "other"));
            client.call(1, "json").readUntil(RESULT);

            assertThat(server.requests().get(0).header("Mcp-Name")).isEqualTo("other");
        }
    }

    @Test
    void after_a_stream_that_ends_in_order_the_connection_goes_on() throws IOException {
        try (var server = RawServer.start(FaultsOnTheWireTests::answer);
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            proxied.faults.on(toolCall("stream").first()).inject(new StreamFault.EndBeforeAnswer(CLOSE));
            client.call(1, "stream").readUntil(END);
            client.call(1, "stream").readUntil(END);

            assertThat(proxied.traffic.toolCalls().all())
                    .extracting(Exchange::outcome)
                    .containsExactly(Outcome.INVALID, Outcome.RESULT);
        }
    }

    @Test
    void a_batch_is_hit_where_its_message_is_meant() throws IOException {
        try (var server = RawServer.start(
                        request -> request.json("[" + RawClient.result(1) + "," + RawClient.result(2) + "]"));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            proxied.faults.on(toolCall("two")).inject(new AnswerFault.ChangedId(IdChange.NULL));
            String seen = client.post("[" + RawClient.request(1, "one") + "," + RawClient.request(2, "two") + "]")
                    .readUntil("]}}]");

            assertThat(seen).contains("[" + RawClient.result(1) + ",{\"jsonrpc\":\"2.0\",\"id\":null");
            assertThat(proxied.traffic.toolCalls().all())
                    .extracting(Exchange::outcome)
                    .containsExactly(Outcome.RESULT, Outcome.INVALID);
            assertThat(proxied.traffic.toolCalls().all())
                    .extracting(Exchange::faults)
                    .containsExactly(List.of(), List.of("id null"));
        }
    }

    static Stream<Arguments> a_response_that_is_no_answer() {
        return Stream.of(
                arguments(new ConnectionFault.LoseResponse(RESET), "<RESET>", Outcome.CUT),
                arguments(new AnswerFault.Garbage("garbage", "oops"), "HTTP/1\\.1 500 .*oops<EOF>", Outcome.HTTP_ERROR),
                arguments(
                        new TimingFault.DelayAnswer(Duration.ofMillis(5)),
                        "HTTP/1\\.1 500 .*sorry<EOF>",
                        Outcome.HTTP_ERROR),
                arguments(new AnswerFault.ChangedId(IdChange.NULL), "HTTP/1\\.1 500 .*sorry<EOF>", Outcome.HTTP_ERROR),
                arguments(new AnswerFault.DuplicateAnswer(), "HTTP/1\\.1 500 .*sorry<EOF>", Outcome.HTTP_ERROR));
    }

    @ParameterizedTest
    @MethodSource
    void a_response_that_is_no_answer(Fault fault, String wire, Outcome outcome) throws IOException {
        try (var server = RawServer.start(
                        request -> request.send("HTTP/1.1 500 Oops\r\nContent-Length: 5\r\n\r\nsorry"));
                var proxied = new Proxied(server.uri());
                var client = proxied.client()) {
            proxied.faults.on(toolCall("json")).inject(fault);

            assertThat(client.lastCall(1, "json").readToEnd()).matches(Pattern.compile(wire, Pattern.DOTALL));
            proxied.onlyEnded(outcome);
        }
    }
}
