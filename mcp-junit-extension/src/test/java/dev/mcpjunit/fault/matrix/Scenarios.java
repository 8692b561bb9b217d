/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import static dev.mcpjunit.fault.Selector.connection;
import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.Compressed.Encoding;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.AuthorizationFault;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** All effects, and for each what shows that it is what its name says. */
final class Scenarios {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration TOO_LONG = Duration.ofMinutes(10);
    private static final int PAGES = 30;
    private static final String WITH_PROGRESS = ", with progress";
    private static final int STORM = 20;
    private static final int GIANT = 2 << 20;

    private static final Predicate<Cell> EXECUTED = Cell::isExecuted;
    private static final Predicate<Cell> FAILURE = Cell::isFailure;
    private static final Predicate<Cell> TIME_OUT = Cell::timesOut;
    private static final Predicate<Cell> RESULT = Cell::isResult;
    private static final Predicate<Cell> RIGHT_RESULT = RESULT.and(EXECUTED);
    private static final Predicate<Cell> LOST = FAILURE.and(EXECUTED);
    private static final Predicate<Cell> REPORTED = Cell::isReported;
    private static final Predicate<Cell> FOR_GOOD = Cell::isForGood;
    private static final Predicate<Cell> NEVER_ARRIVED = FAILURE.and(Cell::isNotExecuted);

    private final List<Scenario> all = new ArrayList<>();

    private Scenarios() {
        timing();
        connection();
        refusal();
        answers();
        statuses();
        streams();
        protocol();
        processes();
    }

    static List<Scenario> all() {
        return new Scenarios()
                .all.stream().sorted(Comparator.comparing(Scenario::transport)).toList();
    }

    private void timing() {
        late(new TimingFault.DelayRequest(SHORT), SHORT);
        call(new TimingFault.DelayRequest(TOO_LONG), TIME_OUT.and(Cell::isNotExecuted));
        late(new TimingFault.DelayAnswer(SHORT), SHORT);
        call(new TimingFault.DelayAnswer(TOO_LONG), TIME_OUT.and(EXECUTED));
        late(new TimingFault.Drip(8, Duration.ofMillis(20)), SHORT);
        Predicate<Cell> waited = RIGHT_RESULT.and(cell -> cell.notes("after it was let go"));
        add("", TimingFault.HoldRequest::new, ClientAction.CALL_HELD, waited);
        add("", TimingFault.HoldAnswer::new, ClientAction.CALL_HELD, waited);
        add(
                " until the client has given up",
                TimingFault.HoldAnswer::new,
                ClientAction.CALL_HELD_TOO_LONG,
                TIME_OUT.and(EXECUTED));
    }

    private void connection() {
        for (Cut cut : Cut.values()) {
            Predicate<Cell> how = cut == Cut.HANG ? TIME_OUT : FAILURE;
            call(new ConnectionFault.CutBeforeServer(cut), NEVER_ARRIVED.and(how));
            call(new ConnectionFault.LoseResponse(cut), LOST.and(how));
            call(new ConnectionFault.CutInMessage(0, 20, cut), LOST.and(how));
            // Some clients connect once more when they are cut off, and keep a silent connection for the next.
            Selector connections = cut == Cut.HANG ? Selector.connection().first() : Selector.connection();
            add("", new ConnectionFault.CutOnAccept(cut), connections, ClientAction.CONNECT, how);
        }
    }

    private void refusal() {
        add("", new ConnectionFault.Refuse(), Selector.connection(), ClientAction.CONNECT, FAILURE);
    }

    private void answers() {
        call(new AnswerFault.RpcError(-32603, "broken"), outcome("error -32603").and(Cell::isNotExecuted));
        call(new AnswerFault.ToolError("broken"), outcome("tool error").and(Cell::isNotExecuted));
        call(new AnswerFault.Garbage("malformed JSON", "{\"jsonrpc\":\"2.0\",\"id\":oops}"), LOST);
        call(new AnswerFault.TruncatedJson(), LOST);
        for (IdChange change : IdChange.values()) {
            call(new AnswerFault.ChangedId(change), LOST);
        }
        call(
                new AnswerFault.ChangedResult(
                        "result without content",
                        result -> JsonObject.builder().put("content", List.of()).build()),
                outcome("empty result").and(EXECUTED));
        call(new AnswerFault.GiantResult(GIANT), outcome("giant result").and(EXECUTED));
        call(new AnswerFault.DuplicateAnswer(), RIGHT_RESULT.and(REPORTED));
    }

    private void statuses() {
        for (Encoding encoding : Encoding.values()) {
            call(new AnswerFault.Compressed(encoding), EXECUTED);
        }
        Map<String, String> none = Map.of();
        status(new AnswerFault.HttpResponse(503, none, "", Execution.SKIPPED));
        status(new AnswerFault.HttpResponse(429, Map.of("Retry-After", "1"), "", Execution.SKIPPED));
        status(new AnswerFault.HttpResponse(401, Map.of("WWW-Authenticate", "Bearer"), "", Execution.SKIPPED));
        status(new AnswerFault.HttpResponse(500, none, "", Execution.SKIPPED));
        call(
                new AnswerFault.HttpResponse(
                        404,
                        Map.of("Content-Type", "application/json"),
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}",
                        Execution.SKIPPED),
                outcome("HTTP 404").and(Cell::isNotExecuted));
        call(new AuthorizationFault.RefusedToken(), outcome("HTTP 401").and(Cell::isNotExecuted));
        call(
                new AuthorizationFault.MissingScope("weather:write"),
                outcome("HTTP 403").and(Cell::isNotExecuted));
        call(new AnswerFault.HttpResponse(502, none, "", Execution.DONE), LOST);
        call(new AnswerFault.HttpResponse(202, none, "", Execution.SKIPPED), NEVER_ARRIVED);
        call(new AnswerFault.HttpResponse(204, none, "", Execution.SKIPPED), NEVER_ARRIVED);
        call(
                new AnswerFault.HttpResponse(
                        200,
                        Map.of("Content-Type", "text/html"),
                        "<!DOCTYPE html><p>Please sign in.",
                        Execution.SKIPPED),
                outcome(TableWords.INVALID).and(Cell::isNotExecuted));
    }

    private void status(AnswerFault.HttpResponse response) {
        call(response, outcome("HTTP " + response.status()).and(Cell::isNotExecuted));
    }

    private void streams() {
        call(new StreamFault.DropMessage(0), LOST);
        progress(new StreamFault.DropMessage(2), hears("1 3 4"));
        progress(new StreamFault.DuplicateMessage(2), hears("1 2 2 3 4"));
        add(
                WITH_PROGRESS,
                new StreamFault.Reorder(),
                call(ClientAction.CALL_WITH_LATE_PROGRESS),
                ClientAction.CALL_WITH_LATE_PROGRESS,
                RIGHT_RESULT.and(REPORTED));
        call(new StreamFault.Styled(WireStyle.CRLF), RIGHT_RESULT);
        call(new StreamFault.Styled(WireStyle.SPLIT), RIGHT_RESULT);
        for (Cut cut : Cut.values()) {
            call(new StreamFault.EndBeforeAnswer(cut), LOST);
        }
    }

    private void protocol() {
        progress(
                new ProtocolFault.EndlessProgress(Duration.ofMillis(50)),
                NEVER_ARRIVED.and(cell -> cell.notes("hears progress without end")));
        call(new ProtocolFault.ListChangedStorm("tools", STORM), cell -> cell.notes("hears of " + STORM + " changes"));
        add(
                " (on " + PAGES + " pages)",
                new ProtocolFault.RepeatedCursor(),
                method("tools/list").first(PAGES),
                ClientAction.LIST,
                cell -> cell.notes().stream().anyMatch(note -> note.matches("asks \\d+ times")));
        add(
                "",
                new ProtocolFault.ChangedSchema("get-forecast", TableWords.NEW_ARGUMENT),
                method("tools/list"),
                ClientAction.LIST,
                outcome("changed schema"));
        add(
                "",
                new ProtocolFault.UnsupportedVersion(TableWords.UNKNOWN_REVISION),
                method("initialize"),
                ClientAction.CONNECT,
                outcome(TableWords.REFUSES_REVISION));
        call(
                new ProtocolFault.HeaderMismatch("MCP-Protocol-Version", TableWords.UNKNOWN_REVISION),
                outcome("HTTP 400").and(Cell::isNotExecuted));
        call(new ProtocolFault.EndlessInputRequired(), outcome(TableWords.INPUT).and(Cell::isNotExecuted));
    }

    private void processes() {
        Predicate<Cell> harmfulOrReported = EXECUTED.and(FAILURE.or(REPORTED));
        call(new ProcessFault.Noise("a debug line", "starting\n"), harmfulOrReported);
        call(new ProcessFault.Noise("JSON that is no message", "{\"level\":\"info\"}\n"), harmfulOrReported);
        call(new ProcessFault.Noise("a blank line", "\n"), harmfulOrReported);
        call(new ProcessFault.Noise("a byte order mark", "\uFEFF"), harmfulOrReported);
        call(new ProcessFault.Noise("part of a line", "{\"jsonrpc\":"), LOST);
        call(new ProcessFault.ErrorFlood(1 << 20), EXECUTED.and(cell -> cell.notes(TableWords.READS_FLOOD)));
        call(new ProcessFault.CloseError(), RIGHT_RESULT.and(cell -> cell.notes(TableWords.SEES_ERRORS_END)));
        call(new ProcessFault.Exit(3), LOST.and(FOR_GOOD));
        call(new ProcessFault.Kill(), LOST.and(FOR_GOOD));
        call(new ProcessFault.ToServer(ServerAct.KILL), NEVER_ARRIVED.and(FOR_GOOD));
        on(
                Fault.Needs.HTTP,
                new ProcessFault.ToServer(ServerAct.RESTART),
                outcome("HTTP 404").and(Cell::isNotExecuted));
        on(Fault.Needs.STDIO, new ProcessFault.ToServer(ServerAct.PAUSE), NEVER_ARRIVED.and(TIME_OUT));
    }

    private static Predicate<Cell> outcome(String outcome) {
        return cell -> cell.outcome().equals(outcome);
    }

    private static Predicate<Cell> hears(String progress) {
        return cell -> cell.notes("hears progress " + progress);
    }

    private void late(Fault fault, Duration atLeast) {
        add(
                "",
                gate -> fault,
                fault.needs(),
                call(ClientAction.CALL),
                ClientAction.CALL,
                atLeast,
                RIGHT_RESULT.and(cell -> cell.notes("late")));
    }

    private void call(Fault fault, Predicate<Cell> seen) {
        add("", fault, call(ClientAction.CALL), ClientAction.CALL, seen);
    }

    private void on(Fault.Needs transport, Fault fault, Predicate<Cell> seen) {
        add("", gate -> fault, transport, call(ClientAction.CALL), ClientAction.CALL, Duration.ZERO, seen);
    }

    private void progress(Fault fault, Predicate<Cell> seen) {
        add(WITH_PROGRESS, fault, call(ClientAction.CALL_WITH_PROGRESS), ClientAction.CALL_WITH_PROGRESS, seen);
    }

    /** Whether a fault cannot happen on a transport. */
    static boolean needsAnother(Fault.Needs needs, Fault.Needs transport) {
        return (needs == Fault.Needs.HTTP || needs == Fault.Needs.STDIO) && needs != transport;
    }

    private static Selector call(ClientAction deed) {
        return toolCall(deed.tool());
    }

    private void add(String more, Fault fault, Selector on, ClientAction deed, Predicate<Cell> seen) {
        add(more, gate -> fault, fault.needs(), on, deed, Duration.ZERO, seen);
    }

    private void add(String more, Function<Gate, Fault> fault, ClientAction deed, Predicate<Cell> seen) {
        add(more, fault, Fault.Needs.ANY_TRANSPORT, call(deed), deed, Duration.ZERO, seen);
    }

    private void add(
            String more,
            Function<Gate, Fault> fault,
            Fault.Needs needs,
            Selector on,
            ClientAction deed,
            Duration atLeast,
            Predicate<Cell> seen) {
        String name = fault.apply(new Gate()) + more;
        for (Fault.Needs transport : List.of(Fault.Needs.HTTP, Fault.Needs.STDIO)) {
            if (!needsAnother(needs, transport)) {
                all.add(new Scenario(name, transport, fault, on, deed, atLeast, seen));
            }
        }
    }
}
