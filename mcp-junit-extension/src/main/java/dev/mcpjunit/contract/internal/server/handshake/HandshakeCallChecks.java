/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.ProgressOfCall;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Peer;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** The checks of {@link HandshakeServerContract} about what a server sends besides responses. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeCallChecks {

    private static final List<String> LEVELS =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");
    private static final String SET = "error";
    private static final Duration LISTENING = Duration.ofMillis(500);

    private HandshakeCallChecks() {}

    public static void progress(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        subject.judge(HandshakeRules.PROGRESS, (opened, check) -> {
            HandshakeChecks.require(opened, "tools");
            boolean reports = false;
            for (SampleCall call : DeclaredCalls.required(calls)) {
                call(subject, opened, call, Optional.empty());
                ProgressOfCall.in(opened.peer().messages())
                        .forEach(message -> check.violation("During " + DeclaredCalls.describe(call)
                                + " without a token, it sent " + Findings.excerpt(message.toString())));
            }
            for (SampleCall call : calls) {
                Opened again = subject.opened();
                var token = new JsonString("token-of-" + call.tool());
                JsonValue id = call(subject, again, call, Optional.of(token));
                // Late notifications arrive before the answer to the next request.
                again.ask(Methods.PING, JsonObject.EMPTY);
                List<JsonObject> messages = again.peer().messages();
                reports |= !ProgressOfCall.in(messages).isEmpty();
                new ProgressOfCall(DeclaredCalls.describe(call), id, token).judge(messages, check);
            }
            check.conclude();
            if (!reports) {
                throw Finding.notApplicable("the sample calls report no progress");
            }
        });
    }

    /** Make a call, and give the id of its request. */
    private static JsonValue call(HandshakeSubject subject, Opened opened, SampleCall call, Optional<JsonString> token)
            throws NoAnswerException, InterruptedException {
        JsonObject request = opened.request(Methods.CALL_TOOL, DeclaredCalls.params(call, token));
        DeclaredCalls.requireSuccess(call, subject.name(), opened.peer().ask(request));
        return Objects.requireNonNull(request.get("id"));
    }

    public static void logs(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        Opened opened = subject.opened();
        boolean isDeclared = opened.offers("logging");
        RuleCheck check = subject.check(isDeclared ? HandshakeRules.LOG_LEVEL : HandshakeRules.LOGS);
        check.judge(() -> {
            HandshakeChecks.require(opened, "tools");
            if (isDeclared) {
                JsonObject level = JsonObject.builder().put("level", SET).build();
                JsonObject response = opened.ask(Methods.SET_LOG_LEVEL, level);
                if (response.object("result").isEmpty()) {
                    throw Finding.inconclusive("the level could not be set; see serves_what_it_declares");
                }
            }
            int set = isDeclared ? opened.peer().messages().size() : 0;
            boolean listens = opened.peer().listen();
            if (isDeclared && listens) {
                // What a server sends when a stream opens may have been logged before the level was set.
                opened.peer().await(0, LISTENING, message -> false);
            }
            int before = isDeclared ? opened.peer().messages().size() : 0;
            for (SampleCall call : DeclaredCalls.required(calls)) {
                call(subject, opened, call, Optional.empty());
            }
            awaitLogs(opened, listens, before, LISTENING, log -> !isDeclared || isBelowTheLevel(log));
            List<JsonObject> messages = opened.peer().messages();
            boolean reports = false;
            for (JsonObject message : messages.subList(before, messages.size())) {
                if (isLog(message)) {
                    reports = true;
                    check.violationIf(!isDeclared, "Without the capability, it sent " + MessageParts.excerpt(message));
                    check.violationIf(
                            isDeclared && isBelowTheLevel(message),
                            "At level '" + SET + "', it sent " + MessageParts.excerpt(message));
                }
            }
            check.conclude();
            for (JsonObject early : messages.subList(set, before)) {
                if (isLog(early) && isBelowTheLevel(early)) {
                    throw Finding.inconclusive("when a stream opened at level '" + SET + "', it sent "
                            + MessageParts.excerpt(early) + ", which may have been logged before the level was set");
                }
            }
            if (isDeclared && !reports) {
                mayLogAtAll(subject, calls);
            }
        });
    }

    /** Wait for what came before the answer to a ping, and for what another stream may bring later. */
    private static void awaitLogs(Opened opened, boolean listens, int after, Duration later, Predicate<JsonObject> kind)
            throws NoAnswerException, InterruptedException {
        opened.ask(Methods.PING, JsonObject.EMPTY);
        if (listens) {
            opened.peer().await(after, later, message -> isLog(message) && kind.test(message));
        }
    }

    private static boolean isBelowTheLevel(JsonObject log) {
        String level = RpcMessage.params(log).string("level").orElse("");
        return LEVELS.indexOf(level) < LEVELS.indexOf(SET);
    }

    private static boolean isLog(JsonObject message) {
        return RpcMessage.isCall(message, Methods.LOG_MESSAGE);
    }

    /** That calls log nothing at one level proves something only if they log at another level. */
    private static void mayLogAtAll(HandshakeSubject subject, List<SampleCall> calls)
            throws NoAnswerException, InterruptedException {
        Opened opened = subject.opened();
        JsonObject level = JsonObject.builder().put("level", LEVELS.get(0)).build();
        boolean listens = opened.peer().listen();
        opened.ask(Methods.SET_LOG_LEVEL, level);
        for (SampleCall call : calls) {
            call(subject, opened, call, Optional.empty());
        }
        // The first log message ends the wait, so a longer limit costs nothing here.
        awaitLogs(opened, listens, 0, subject.isHttp() ? subject.timeout().dividedBy(10) : LISTENING, log -> true);
        if (opened.peer().messages().stream().noneMatch(HandshakeCallChecks::isLog)) {
            throw Finding.notApplicable("the sample calls send no log messages at any level");
        }
    }

    public static void onlyDeclared(HandshakeSubject subject, List<SampleCall> calls, Optional<AskingCall> asking)
            throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.ONLY_DECLARED);
        Opened opened = subject.opened();
        HandshakeChecks.require(opened, "tools");
        boolean listens = opened.peer().listen();
        for (SampleCall call : DeclaredCalls.required(calls)) {
            try {
                opened.ask(Methods.CALL_TOOL, DeclaredCalls.params(call));
            } catch (NoAnswerException silent) {
                // A server that asks waits for the client, which does not answer.
                check.inconclusive(DeclaredCalls.describe(call) + " " + silent.how());
            }
        }
        if (listens) {
            opened.peer().await(0, LISTENING, HandshakeCallChecks::isQuestion);
        }
        for (JsonObject message : opened.peer().messages()) {
            if (RpcMessage.isRequest(message)) {
                String what =
                        "The client declares no capabilities, but it sent " + Findings.excerpt(message.toString());
                check.violationIf(!RpcMessage.isCall(message, Methods.PING), what);
                check.violationIf(!HandshakeAskingChecks.isTextOrInteger(message.get("id")), what);
            }
        }
        check.judgeIfAnswered(() -> {
            if (asking.isPresent()) {
                HandshakeAskingChecks.onlyDeclared(subject, asking.get(), check);
            }
        });
    }

    /** Whether a message is a request that not every client has to answer. */
    private static boolean isQuestion(JsonObject message) {
        return RpcMessage.isRequest(message) && !RpcMessage.isCall(message, Methods.PING);
    }

    public static void waits(HandshakeSubject subject) throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.WAITS);
        Opened unused = subject.opened();
        // It declares everything, so that only the time is wrong.
        JsonObject able = MessageParts.object("{\"elicitation\":{},\"sampling\":{},\"roots\":{\"listChanged\":true}}");
        Peer peer = subject.peer(subject.dialect().declaring(able));
        try {
            peer.begin();
        } catch (NoAnswerException silent) {
            check.inconclusive("initialize " + silent.how());
        }
        // A server without a stream to listen to can ask only in its answer, which has been read.
        if (peer.listen()) {
            peer.await(0, LISTENING, HandshakeCallChecks::isQuestion);
        }
        peer.messages().stream()
                .filter(HandshakeCallChecks::isQuestion)
                .forEach(message -> check.violation(
                        "Before notifications/initialized, it sent " + Findings.excerpt(message.toString())));
        check.conclude();
    }

    public static void notifications(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.NO_RESPONSE, (opened, check) -> {
            opened.peer().tell(opened.peer().dialect().notification("notifications/no-such-notification"));
            JsonValue ping = opened.ask(Methods.PING, JsonObject.EMPTY).get("id");
            // An HTTP error may have a body about it; that one has no id.
            opened.peer().messages().stream()
                    .filter(RpcMessage::isResponse)
                    .filter(message ->
                            !Ids.number(1).equals(message.get("id")) && !Objects.equals(ping, message.get("id")))
                    .filter(message -> !subject.isHttp() || message.has("result"))
                    .forEach(message ->
                            check.violation("It answered a notification with " + Findings.excerpt(message.toString())));
        });
    }

    public static void cancellations(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.CANCELLATIONS, (opened, check) -> {
            JsonValue unknown = Ids.number(987_654);
            JsonObject message = RpcMessage.notification(
                    Methods.CANCELLED,
                    JsonObject.builder()
                            .put("requestId", unknown)
                            .put("reason", "a check of mcp-junit")
                            .build());
            String after = "After a cancellation of an unknown request, ";
            if (opened.peer() instanceof HttpPeer http) {
                HttpReply reply = http.post(message);
                check.violationIf(
                        reply.status() >= 500,
                        "It answered a cancellation of an unknown request with " + reply.describe());
            } else {
                opened.peer().tell(message);
            }
            try {
                opened.ask(Methods.PING, JsonObject.EMPTY);
            } catch (NoAnswerException silent) {
                check.violation(after + "ping " + silent.how());
            }
            opened.peer().messages().stream()
                    .filter(RpcMessage::isResponse)
                    .filter(response -> unknown.equals(response.get("id"))
                            || (!subject.isHttp() && RpcMessage.isErrorWithoutId(response)))
                    .forEach(response -> check.violation(after + "it sent " + Findings.excerpt(response.toString())));
        });
    }

    public static void batches(HandshakeSubject subject) throws InterruptedException {
        if (subject.isBefore("2025-06-18")) {
            throw Finding.notApplicable("revision " + subject.revision() + " does not exclude batches");
        }
        subject.judge(HandshakeRules.NO_BATCHES, (opened, check) -> {
            List<JsonObject> pings = List.of(
                    opened.request(Methods.PING, JsonObject.EMPTY), opened.request(Methods.PING, JsonObject.EMPTY));
            try {
                // A server may refuse a batch by the end of the connection.
                opened.peer().tellText(pings.toString());
                // The answer to the batch may come first.
                opened.ask(Methods.PING, JsonObject.EMPTY);
                opened.ask(Methods.PING, JsonObject.EMPTY);
            } catch (NoAnswerException silent) {
                check.inconclusive("after a batch, a request " + silent.how());
            }
            boolean isProcessed = opened.peer().messages().stream()
                    .filter(message -> message.has("result"))
                    .anyMatch(message -> pings.stream().anyMatch(ping -> RpcMessage.isResponseTo(ping, message)));
            check.violationIf(isProcessed, "It answered a batch of 2 pings with a result.");
        });
    }
}
