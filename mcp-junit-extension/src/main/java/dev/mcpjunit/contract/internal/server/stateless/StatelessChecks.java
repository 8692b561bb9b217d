/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.Difference;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.WrongRequests;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract}. Closing them ends all clients that they had. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessChecks implements AutoCloseable {

    private final RunningServer server;
    private final Replica.Clients clients;
    private final Duration timeout;
    private final List<Replica> replicas = new ArrayList<>();

    public StatelessChecks(RunningServer server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
        this.clients = new Replica.Clients(timeout);
        for (RunningServer each : server.replicas()) {
            if (!(each.endpoint() instanceof McpEndpoint.Http http)) {
                throw Finding.notApplicable("server '" + server.name() + "' is not reached by HTTP, but by "
                        + server.endpoint().describe());
            }
            replicas.add(clients.at(each.name(), http));
        }
    }

    /** A check from its beginning to its end. */
    public interface Check {
        void with(StatelessChecks checks) throws InterruptedException;
    }

    public static void run(RunningServer server, Duration timeout, Check check) throws InterruptedException {
        try (var checks = new StatelessChecks(server, timeout)) {
            check.with(checks);
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    public RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server, Replica.REVISION);
    }

    /** What a check looks at, on a server that speaks the revision. */
    interface Look {
        void at(StatelessSubject subject, RuleCheck check) throws NoAnswerException, InterruptedException;
    }

    void judge(Rule rule, Look look) throws InterruptedException {
        RuleCheck check = check(rule);
        StatelessSubject subject = subject();
        check.judge(() -> look.at(subject, check));
    }

    public StatelessSubject subject() throws InterruptedException {
        try {
            return new StatelessSubject(replicas, replicas.get(0).discover());
        } catch (NoAnswerException other) {
            throw Finding.notApplicable(
                    "the server does not speak revision " + Replica.REVISION + "; see answers_discover");
        }
    }

    public String server() {
        return server.name();
    }

    public Duration timeout() {
        return timeout;
    }

    private StatelessSubject replicated() throws InterruptedException {
        // First check the revision: without it, more instances do not help.
        StatelessSubject subject = subject();
        if (replicas.size() < 2) {
            throw Finding.inconclusive("there is only one instance of server '" + server.name()
                    + "', so nothing can be said about another. Start more: replicas = 2");
        }
        return subject;
    }

    public void discover() throws InterruptedException {
        RuleCheck check = check(StatelessRules.DISCOVER);
        for (Replica replica : replicas) {
            try {
                JsonArray versions =
                        replica.discover().array("supportedVersions").orElse(JsonArray.EMPTY);
                check.violationIf(
                        !versions.items().contains(new JsonString(Replica.REVISION.date())),
                        replica.name() + " answered server/discover with supportedVersions " + versions + ", though it"
                                + " was asked in " + Replica.REVISION);
            } catch (NoAnswerException silent) {
                check.violation("A request " + silent.how());
            }
        }
        check.conclude();
    }

    public void sameLists() throws InterruptedException {
        RuleCheck check = check(StatelessRules.SAME_LISTS);
        StatelessSubject subject = replicated();
        check.judge(() -> {
            for (McpList list : subject.lists()) {
                List<JsonValue> expected = subject.first().list(list);
                for (Replica other : subject.replicas().subList(1, replicas.size())) {
                    Difference.between(expected, subject.first().name(), other.list(list), other.name())
                            .ifPresent(difference -> check.violation(list.method() + ": " + difference));
                }
            }
        });
    }

    public void sameOrder() throws InterruptedException {
        RuleCheck check = check(StatelessRules.SAME_ORDER);
        StatelessSubject subject = subject();
        if (!subject.offers("tools")) {
            throw Finding.notApplicable("the server offers no tools");
        }
        check.judge(() -> {
            List<String> expected = names(subject.first().list(McpList.TOOLS));
            for (int round = 0; round < 2; round++) {
                for (Replica replica : subject.replicas()) {
                    List<String> names = names(replica.list(McpList.TOOLS));
                    boolean moved = !names.equals(expected) && new HashSet<>(names).equals(new HashSet<>(expected));
                    check.violationIf(
                            moved,
                            replica.name() + " lists " + names + ", but before it was " + expected + " at "
                                    + subject.first().name());
                }
            }
        });
    }

    private static List<String> names(List<JsonValue> entries) {
        return entries.stream().map(Difference::nameOf).toList();
    }

    public void sameAnswers(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = check(StatelessRules.SAME_ANSWERS);
        StatelessSubject subject = replicated();
        if (calls.isEmpty()) {
            throw Finding.inconclusive(
                    "nothing says which calls have the same answer each time. Override sampleCalls()");
        }
        for (SampleCall call : calls) {
            try {
                JsonObject expected = answer(subject.first(), call);
                for (Replica other : subject.replicas().subList(1, replicas.size())) {
                    JsonObject answer = answer(other, call);
                    if (answer.equals(expected)) {
                        DeclaredCalls.requireSuccess(call, server.name(), answer);
                    }
                    check.violationIf(
                            !answer.equals(expected),
                            Methods.CALL_TOOL + " '" + call.tool() + "': "
                                    + subject.first().name() + " answers "
                                    + Findings.excerpt(expected.toString()) + "\n  and " + other.name() + " answers "
                                    + Findings.excerpt(answer.toString()));
                }
            } catch (NoAnswerException silent) {
                check.violation("A request " + silent.how());
            }
        }
        check.conclude();
    }

    /** What a call gives, without what is about the server that gives it. */
    private static JsonObject answer(Replica replica, SampleCall call) throws NoAnswerException, InterruptedException {
        return replica.call(DeclaredCalls.params(call)).toBuilder()
                .remove("_meta")
                .build();
    }

    public void rounds(Optional<AskingCall> call) throws InterruptedException {
        RuleCheck check = check(StatelessRules.ROUNDS);
        StatelessSubject subject = replicated();
        AskingCall asking = DeclaredCalls.required(call);
        new InputRoundsCheck(asking).check(subject.replicas(), check);
        check.conclude();
    }

    public void cursors() throws InterruptedException {
        RuleCheck check = check(StatelessRules.CURSORS);
        StatelessSubject subject = replicated();
        var paged = new ArrayList<McpList>();
        check.judge(() -> {
            for (McpList list : subject.lists()) {
                if (subject.first().ask(list.method(), JsonObject.EMPTY).has("nextCursor")) {
                    paged.add(list);
                }
                List<JsonValue> alone = subject.first().list(list);
                List<JsonValue> inTurn = Replica.list(list, subject.replicas());
                Difference.between(alone, subject.first().name() + " alone", inTurn, "one replica after the other")
                        .ifPresent(difference -> check.violation(list.method() + ": " + difference));
            }
        });
        if (paged.isEmpty()) {
            throw Finding.notApplicable("no list of the server has a second page");
        }
    }

    public void noSessions() throws InterruptedException {
        RuleCheck check = check(StatelessRules.NO_SESSIONS);
        StatelessSubject subject = subject();
        for (Replica replica : subject.replicas()) {
            for (var headers : List.of(Map.<String, String>of(), Map.of(McpHeaders.SESSION, "of-an-older-client"))) {
                try {
                    HttpReply reply =
                            replica.peer().post(replica.peer().dialect().ping(Ids.number(2)), headers);
                    reply.headers()
                            .firstValue(McpHeaders.SESSION)
                            .ifPresent(id -> check.violation(replica.name() + " answered server/discover"
                                    + (headers.isEmpty() ? "" : " that had an " + McpHeaders.SESSION)
                                    + " with the header "
                                    + McpHeaders.SESSION
                                    + ": " + id));
                    check.violationIf(
                            reply.result().isEmpty(),
                            replica.name() + " answered server/discover that had an " + McpHeaders.SESSION + " with "
                                    + reply.describe());
                } catch (NoAnswerException silent) {
                    check.violation("A request " + silent.how());
                }
            }
        }
        check.conclude();
    }

    public void noSideEffects(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = check(StatelessRules.NO_SIDE_EFFECTS);
        StatelessSubject subject = subject();
        Replica before = subject.first().reconnected();
        check.judge(() -> {
            for (McpList list : subject.lists()) {
                List<JsonValue> expected = before.list(list);
                WrongRequests.sendTo(before.peer(), subject.description());
                for (SampleCall call : calls) {
                    DeclaredCalls.requireSuccess(call, server.name(), answer(before, call));
                }
                Difference.between(expected, "before", before.list(list), "after other requests")
                        .ifPresent(difference -> check.violation(list.method() + ": " + difference));
                Replica after = before.reconnected();
                Difference.between(expected, "one connection", after.list(list), "another connection")
                        .ifPresent(difference -> check.violation(list.method() + ": " + difference));
            }
        });
    }
}
