/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static dev.mcpjunit.fault.Cut.CLOSE;
import static dev.mcpjunit.fault.Cut.HANG;
import static dev.mcpjunit.fault.Cut.RESET;
import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;
import static dev.mcpjunit.fault.internal.stdio.LineServer.PROGRESS;
import static dev.mcpjunit.fault.internal.stdio.LineServer.call;
import static dev.mcpjunit.fault.internal.stdio.LineServer.result;
import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is on the standard streams what its name says. */
class FaultsOnStdioTests {

    private static final int PART = 30;
    private static final String RESULT = result(1);
    private static final String PRINTED = RESULT.replace(": ", ":").replace(", ", ",");
    private static final String ALL = PROGRESS + RESULT;
    private static final String NEXT = result(2);
    private static final Duration SHORT = Duration.ofMillis(30);

    /**
     * What a raw client sees of one call, and what was recorded. Where the process goes on, another call marks the end
     * of what belongs to the first.
     */
    private static void check(Fault fault, String output, Outcome outcome, Executed executed) {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).inject(fault);
            client.say(call(1, "progress"));
            Exchange exchange = bridged.ended(1, outcome);
            client.awaitOutput(output);
            if (!output.endsWith("<EOF>")) {
                client.say(call(2, "plain"));
                client.awaitOutput(output + quote(NEXT));
            }

            assertThat(exchange.faults()).containsExactly(fault.toString());
            assertThat(exchange.executed()).isEqualTo(executed);
            assertThat(bridged.plan.unused()).isEmpty();
        }
    }

    static Stream<Arguments> beforeTheServer() {
        return Stream.of(
                arguments(new ConnectionFault.CutBeforeServer(RESET), "<EOF>", Outcome.CUT),
                arguments(new ConnectionFault.CutBeforeServer(CLOSE), "<EOF>", Outcome.CUT),
                arguments(new ConnectionFault.CutBeforeServer(HANG), "", Outcome.HUNG),
                arguments(
                        new AnswerFault.RpcError(-32603, "no"),
                        "\\{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\\{[^\n]*-32603[^\n]*\n",
                        Outcome.RPC_ERROR),
                arguments(new ProtocolFault.EndlessInputRequired(), "[^\n]*\"input_required\"[^\n]*\n", Outcome.RESULT),
                arguments(new AnswerFault.ToolError("no"), "\\{[^\n]*\"isError\":true[^\n]*\n", Outcome.TOOL_ERROR));
    }

    @ParameterizedTest
    @MethodSource
    void beforeTheServer(Fault fault, String output, Outcome outcome) {
        check(fault, output, outcome, Executed.NO);
    }

    static Stream<Arguments> whatTheServerHasSaid() {
        String part = PROGRESS + RESULT.substring(0, PART);
        return Stream.of(
                arguments(new TimingFault.DelayRequest(SHORT), quote(ALL), Outcome.RESULT),
                arguments(new TimingFault.DelayAnswer(SHORT), quote(ALL), Outcome.RESULT),
                arguments(new TimingFault.Drip(7, Duration.ofMillis(1)), quote(ALL), Outcome.RESULT),
                arguments(new ConnectionFault.LoseResponse(RESET), quote(PROGRESS) + "<EOF>", Outcome.CUT),
                arguments(new ConnectionFault.LoseResponse(CLOSE), quote(PROGRESS) + "<EOF>", Outcome.CUT),
                arguments(new ConnectionFault.LoseResponse(HANG), quote(PROGRESS), Outcome.HUNG),
                arguments(new ConnectionFault.CutInMessage(0, PART, CLOSE), quote(part) + "<EOF>", Outcome.CUT),
                arguments(new ConnectionFault.CutInMessage(0, PART, HANG), quote(part), Outcome.HUNG),
                arguments(
                        new ConnectionFault.CutInMessage(1, PART, RESET),
                        quote(PROGRESS.substring(0, PART)) + "<EOF>",
                        Outcome.CUT),
                arguments(new AnswerFault.Garbage("junk", "}{"), quote(PROGRESS + "}{\n"), Outcome.INVALID),
                arguments(
                        new AnswerFault.TruncatedJson(),
                        quote(PROGRESS + PRINTED.substring(0, (PRINTED.length() - 1) / 2) + "\n"),
                        Outcome.INVALID),
                arguments(new AnswerFault.ChangedId(IdChange.WRONG), quote(changed("987654321")), Outcome.INVALID),
                arguments(new AnswerFault.ChangedId(IdChange.RETYPED), quote(changed("\"1\"")), Outcome.INVALID),
                arguments(new AnswerFault.ChangedId(IdChange.NULL), quote(changed("null")), Outcome.INVALID),
                arguments(
                        new AnswerFault.ChangedResult(
                                "more",
                                result -> result.toBuilder().put("more", true).build()),
                        quote(PROGRESS + PRINTED.replace("[]", "[],\"more\":true")),
                        Outcome.RESULT),
                arguments(new AnswerFault.GiantResult(300_000), quote(PROGRESS) + "[^\n]{300000,}\n", Outcome.RESULT),
                arguments(new AnswerFault.DuplicateAnswer(), quote(ALL + RESULT), Outcome.RESULT),
                arguments(new StreamFault.DropMessage(1), quote(RESULT), Outcome.RESULT),
                arguments(new StreamFault.DropMessage(0), quote(PROGRESS), Outcome.HUNG),
                arguments(new StreamFault.DuplicateMessage(1), quote(PROGRESS + ALL), Outcome.RESULT),
                arguments(new StreamFault.DuplicateMessage(0), quote(ALL + RESULT), Outcome.RESULT),
                arguments(new StreamFault.Reorder(), quote(RESULT + PROGRESS), Outcome.RESULT),
                arguments(new StreamFault.Styled(WireStyle.CRLF), quote(ALL.replace("\n", "\r\n")), Outcome.RESULT),
                arguments(new StreamFault.Styled(WireStyle.SPLIT), quote(ALL), Outcome.RESULT),
                arguments(new StreamFault.EndBeforeAnswer(CLOSE), quote(PROGRESS) + "<EOF>", Outcome.CUT),
                arguments(new StreamFault.EndBeforeAnswer(HANG), quote(PROGRESS), Outcome.HUNG),
                arguments(
                        new ProtocolFault.ListChangedStorm("tools", 3),
                        quote(PROGRESS) + "(\\{[^\n]*notifications/tools/list_changed[^\n]*\n){3}" + quote(RESULT),
                        Outcome.RESULT),
                arguments(
                        new ProcessFault.Noise("a banner", "Hi\n"), quote(PROGRESS + "Hi\n" + RESULT), Outcome.RESULT),
                arguments(
                        new ProcessFault.Noise("a glued text", "Hi"), quote(PROGRESS + "Hi" + RESULT), Outcome.RESULT));
    }

    private static String changed(String id) {
        return PROGRESS + PRINTED.replace("\"id\":1", "\"id\":" + id);
    }

    @ParameterizedTest
    @MethodSource
    void whatTheServerHasSaid(Fault fault, String output, Outcome outcome) {
        check(fault, output, outcome, Executed.YES);
    }

    @Test
    void what_is_delayed_is_late() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            Duration late = Duration.ofMillis(100);
            bridged.faults.on(toolCall("request")).delayRequest(late);
            bridged.faults.on(toolCall("answer")).delayAnswer(late);
            bridged.faults.on(toolCall("drip")).inject(new TimingFault.Drip(10, Duration.ofMillis(25)));
            client.say(call(1, "request") + call(2, "answer") + call(3, "drip"));

            Exchange request = bridged.ended(1, Outcome.RESULT);
            assertThat(Duration.between(
                            request.receivedAt(), request.forwardedAt().orElseThrow()))
                    .isGreaterThanOrEqualTo(late);
            for (int number : List.of(2, 3)) {
                Exchange answer = bridged.ended(number, Outcome.RESULT);
                assertThat(Duration.between(
                                answer.answeredAt().orElseThrow(),
                                answer.finishedAt().orElseThrow()))
                        .isGreaterThanOrEqualTo(late);
            }
        }
    }

    @Test
    void endless_progress_delays_no_other_call() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("first")).inject(new ProtocolFault.EndlessProgress(Duration.ofMillis(1)));
            client.say(call(1, "first"));
            client.awaitOutput("([^\n]*notifications/progress[^\n]*\n){5,}.*");
            client.say(call(2, "second"));

            client.awaitOutput(".*" + quote(NEXT) + ".*");
            assertThat(bridged.traffic.exchanges().get(0).executed()).isEqualTo(Executed.NO);
            client.kill().join();
            bridged.ended(1, Outcome.CLIENT_GONE);
        }
    }

    @Test
    void a_dripped_line_is_not_torn_apart_by_others() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            Gate gate = bridged.faults.on(toolCall("second")).holdAnswer();
            bridged.faults.on(toolCall("first")).inject(new TimingFault.Drip(1, Duration.ofMillis(2)));
            client.say(call(2, "second"));
            gate.awaitHeld(1, RawClient.BOUND);
            client.say(call(1, "first"));
            client.awaitOutput("\\{.*");
            gate.release();

            client.awaitOutput(quote(RESULT + NEXT));
        }
    }

    @Test
    void an_exit_in_the_call_is_seen_as_the_exit_of_the_process() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).inject(new ProcessFault.Exit(3));
            client.say(call(2, "hang") + call(1, "progress"));

            assertThat(client.awaitExit()).isEqualTo(3);
            client.awaitOutput(quote(PROGRESS) + "<EOF>");
            assertThat(bridged.ended(2, Outcome.CUT).executed()).isEqualTo(Executed.YES);
            bridged.ended(1, Outcome.CUT);
            bridged.shutDown();
            bridged.assertNothingLeft();
        }
    }

    @Test
    void a_kill_in_the_call_is_seen_as_a_killed_process() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).inject(new ProcessFault.Kill());
            client.say(call(1, "progress"));

            assertThat(client.awaitExit()).isEqualTo(128 + 9);
            client.awaitOutput(quote(PROGRESS) + "<EOF>");
            assertThat(bridged.ended(1, Outcome.CUT).executed()).isEqualTo(Executed.YES);
            bridged.shutDown();
            bridged.assertNothingLeft();
        }
    }

    @Test
    void a_closed_standard_error_leaves_the_output_as_it_is() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).inject(new ProcessFault.CloseError());
            client.say(call(1, "progress"));

            client.awaitOutput(quote(ALL));
            client.awaitErrors("<EOF>");
            client.say(call(2, "errors"));
            client.awaitOutput(quote(ALL + NEXT));
            assertThat(client.isAlive()).isTrue();
            Awaiting.until(RawClient.BOUND, () -> assertThat(client.errors()).isEqualTo("<EOF>"));
        }
    }

    @Test
    void a_flood_on_standard_error_comes_before_the_answer() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).inject(new ProcessFault.ErrorFlood(8 << 20));
            client.say(call(1, "progress"));

            client.awaitOutput(quote(ALL));
            Awaiting.until(
                    RawClient.BOUND,
                    () -> assertThat(client.errors()).hasSize(8 << 20).matches("(x{1023}\n)+"));
        }
    }

    @Test
    void a_closed_output_leaves_the_process_alive() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).loseResponse(CLOSE);
            client.say(call(1, "progress"));
            client.awaitOutput(quote(PROGRESS) + "<EOF>");
            client.say(call(2, "plain"));

            // The server still hears what is said, and its answer goes nowhere.
            assertThat(bridged.ended(2, Outcome.CUT).executed()).isEqualTo(Executed.YES);
            assertThat(client.isAlive()).isTrue();
            client.endInput();
            assertThat(client.awaitExit()).isZero();
        }
    }

    @Test
    void a_killed_server_ends_its_client() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say(call(2, "plain"));
            client.awaitOutput(quote(NEXT));
            bridged.faults.on(toolCall("progress")).inject(new ProcessFault.ToServer(ServerAct.KILL));
            client.say(call(1, "progress"));

            assertThat(client.awaitExit()).isEqualTo(128 + 9);
            assertThat(bridged.ended(2, Outcome.SERVER_GONE).executed()).isNotEqualTo(Executed.YES);
        }
    }

    @Test
    void what_cannot_be_done_to_the_server_ends_the_output_and_is_said() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(toolCall("progress")).inject(new ProcessFault.ToServer(ServerAct.RESTART));
            client.say(call(1, "progress"));

            client.awaitOutput("<EOF>");
            assertThat(bridged.ended(1, Outcome.CUT).moments()).anySatisfy(moment -> assertThat(moment.what())
                    .startsWith("the server could not be made to RESTART: Server '" + bridged.mark
                            + "' cannot be restarted"));
        }
    }

    @Test
    void a_notification_is_held_lost_and_recorded_like_a_request() {
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            bridged.faults.on(method("notifications/initialized").first()).hang();
            bridged.faults.on(method("notifications/initialized").nth(2)).delayRequest(SHORT);
            client.say(notification + notification + notification);

            assertThat(bridged.ended(1, Outcome.HUNG).executed()).isEqualTo(Executed.NO);
            assertThat(bridged.ended(2, Outcome.ACCEPTED).reachedServer()).isTrue();
            assertThat(bridged.ended(3, Outcome.ACCEPTED).reachedServer()).isTrue();
        }
    }
}
