/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stdio;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageRules;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.ProbeTool;
import dev.mcpjunit.contract.internal.server.peer.StdioPeer;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wiring.AwaitedServer;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The checks of {@link StdioHygieneContract}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StdioChecks {

    /** As many as it takes to fill a pipe by one short line of log for each. */
    private static final int REQUESTS = 2_000;

    private final StdioServer server;
    private final McpConnection connection;
    private final ServerDescription description;
    private final ClientDialect dialect;
    private final Duration timeout;

    public StdioChecks(RunningServer running, McpConnection connection, Duration timeout) {
        RunningServer plain = running instanceof AwaitedServer awaited ? awaited.server() : running;
        if (!(plain instanceof StdioServer stdio)) {
            throw Finding.notApplicable(
                    "server '" + running.name() + "' is not reached by standard input and output, but" + " by "
                            + running.endpoint().describe());
        }
        this.server = stdio;
        this.connection = connection;
        this.timeout = timeout;
        this.description = connection.server();
        this.dialect = ClientDialect.of(description.protocol());
    }

    String server() {
        return server.name();
    }

    RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server, description.protocol());
    }

    /** Most of what does not belong there is printed by tools, so they are called as well. */
    Duration timeout() {
        return timeout;
    }

    public void onlyMessages(Duration exit, List<SampleCall> calls, String wish) throws InterruptedException {
        RuleCheck check = check(StdioRules.ONLY_MESSAGES);
        try (var peer = StdioPeer.start(server, dialect, timeout)) {
            peer.open();
            int id = 10;
            for (McpList list : McpList.values()) {
                if (description.offers(list.capability())) {
                    peer.ask(peer.request(Ids.number(id++), list.method(), JsonObject.EMPTY));
                }
            }
            peer.ask(peer.request(Ids.number(id++), "no/such/method", JsonObject.EMPTY));
            for (SampleCall call : calls) {
                JsonObject answer =
                        peer.ask(peer.request(Ids.number(id++), Methods.CALL_TOOL, DeclaredCalls.params(call)));
                DeclaredCalls.requireSuccess(call, server.name(), answer);
            }
            callWithoutArguments(peer, Ids.number(id), wish);
            boolean unused = peer.exits(exit);
            List<String> lines = peer.lines();
            for (int line = 0; line < lines.size(); line++) {
                String at = "Line " + (line + 1) + " of its standard output ";
                StdoutLine.problem(lines.get(line), dialect.revision())
                        .ifPresent(problem -> check.violation(at + problem));
            }
        } catch (NoAnswerException silent) {
            throw uncheckable(silent);
        }
        check.conclude();
    }

    private void callWithoutArguments(StdioPeer peer, JsonValue id, String wish) throws InterruptedException {
        Optional<String> tool = ProbeTool.find(description, connection, wish);
        if (tool.isPresent()) {
            JsonObject params =
                    ProbeTool.calls(tool.get()).findFirst().orElseThrow().params();
            try {
                peer.ask(peer.request(id, Methods.CALL_TOOL, params));
            } catch (NoAnswerException silent) {
                // Another check is about that.
            }
        }
    }

    public void leaves(Duration bound) throws InterruptedException {
        RuleCheck check = check(StdioRules.LEAVES);
        try (var peer = opened()) {
            check.violationIf(
                    !peer.exits(bound),
                    "It still ran " + Durations.print(bound) + " after the end of its standard input.");
        }
        check.conclude();
    }

    public void noOrphans(Duration bound) throws InterruptedException {
        RuleCheck check = check(StdioRules.NO_ORPHANS);
        try (var peer = opened()) {
            if (!peer.exits(bound)) {
                throw Finding.inconclusive("the server does not exit by itself; see exits_when_standard_input_ends");
            }
            for (String orphan : peer.remaining(bound)) {
                check.violation("It has exited, but a process that it started still runs " + Durations.print(bound)
                        + " later: " + Findings.excerpt(orphan));
            }
        }
        check.conclude();
    }

    public void unreadErrors() throws InterruptedException {
        RuleCheck check = check(StdioRules.UNREAD_ERRORS);
        int sent = 0;
        try (var peer = StdioPeer.startWithUnreadErrors(server, dialect, timeout)) {
            try {
                peer.open();
                while (sent < REQUESTS) {
                    peer.ask(dialect.ping(Ids.number(100 + sent)));
                    sent++;
                }
            } catch (NoAnswerException silent) {
                check.violation("With standard error unread, request " + (sent + 1) + " " + silent.how());
            }
        }
        check.conclude();
    }

    public void withoutArguments(String wish) throws InterruptedException {
        RuleCheck check = check(MessageRules.ANSWERS_WITHOUT_ARGUMENTS);
        String tool = ProbeTool.choose(description, connection, wish);
        for (ProbeTool.Call call : ProbeTool.calls(tool).toList()) {
            try (var peer = opened()) {
                String now = call.name();
                try {
                    peer.ask(peer.request(Ids.number(20), Methods.CALL_TOOL, call.params()));
                    now = "After " + call.name() + ", the next request";
                    peer.ask(dialect.ping(Ids.number(21)));
                } catch (NoAnswerException silent) {
                    check.violation(now + " " + silent.how());
                }
            }
        }
        check.conclude();
    }

    public void sameIds() throws InterruptedException {
        RuleCheck check = check(MessageRules.SAME_ID);
        check.judge(() -> {
            try (var peer = opened()) {
                for (JsonValue id : Ids.OF_ALL_KINDS) {
                    JsonObject ping = dialect.ping(id);
                    JsonValue returned = peer.askForAny(ping).get("id");
                    check.violationIf(
                            !id.equals(returned),
                            "It answered " + ping.string("method").orElse("") + " with id " + returned
                                    + ", but the request had id " + id + ".");
                }
            }
        });
    }

    StdioPeer opened() throws InterruptedException {
        var peer = StdioPeer.start(server, dialect, timeout);
        try {
            peer.open();
            return peer;
        } catch (NoAnswerException silent) {
            peer.close();
            throw uncheckable(silent);
        }
    }

    /** It has answered such a request before, so this is no finding about the rule, and nothing to pass over either. */
    IllegalStateException uncheckable(NoAnswerException silent) {
        return new IllegalStateException(
                "Server '" + server.name() + "' could not be checked, because a request that it must answer "
                        + silent.how(),
                silent);
    }
}
