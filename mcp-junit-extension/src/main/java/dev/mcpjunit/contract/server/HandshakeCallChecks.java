/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.server.HandshakeSubject.Opened;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checks of {@link HandshakeServerContract} about what a server sends besides responses. */
final class HandshakeCallChecks {

    private static final List<String> LEVELS =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");
    private static final String SET = "error";
    private static final Duration LISTENING = Duration.ofSeconds(2);

    private HandshakeCallChecks() {}

    static void progress(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        subject.judge(HandshakeRules.PROGRESS, (opened, check) -> {
            HandshakeChecks.require(opened, "tools");
            boolean reports = false;
            long id = 100;
            for (SampleCall call : SampleCall.required(calls)) {
                call(subject, opened, id++, call, Optional.empty());
                ProgressOfCall.in(opened.peer().messages())
                        .forEach(message -> check.violation("During " + call.describe() + " without a token, it sent "
                                + Findings.excerpt(message.toString())));
            }
            for (SampleCall call : calls) {
                Opened again = subject.opened();
                var token = new JsonString("token-" + id);
                JsonValue requested = Ids.number(id);
                call(subject, again, id++, call, Optional.of(token));
                // Late notifications arrive before the answer to the next request.
                again.ask(id++, Methods.PING, JsonObject.EMPTY);
                List<JsonObject> messages = again.peer().messages();
                reports |= !ProgressOfCall.in(messages).isEmpty();
                new ProgressOfCall(call.describe(), requested, token).judge(messages, check);
            }
            check.conclude();
            if (!reports) {
                throw Finding.notApplicable("the sample calls report no progress");
            }
        });
    }

    private static void call(
            HandshakeSubject subject, Opened opened, long id, SampleCall call, Optional<JsonString> token)
            throws NoAnswerException, InterruptedException {
        call.requireSuccess(subject.name(), opened.ask(id, Methods.CALL_TOOL, call.params(token)));
    }

    static void logs(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        subject.judge(HandshakeRules.LOGS, (opened, check) -> {
            HandshakeChecks.require(opened, "tools");
            boolean isDeclared = opened.offers("logging");
            if (isDeclared) {
                JsonObject level = JsonObject.builder().put("level", SET).build();
                JsonObject response = opened.ask(110, Methods.SET_LOG_LEVEL, level);
                if (response.object("result").isEmpty()) {
                    throw Finding.inconclusive("the level could not be set; see serves_what_it_declares");
                }
            }
            int before = opened.peer().messages().size();
            long id = 111;
            for (SampleCall call : SampleCall.required(calls)) {
                call(subject, opened, id++, call, Optional.empty());
            }
            opened.ask(id, Methods.PING, JsonObject.EMPTY);
            List<JsonObject> messages = opened.peer().messages();
            for (JsonObject message : messages.subList(before, messages.size())) {
                if (RpcMessage.isCall(message, Methods.LOG_MESSAGE)) {
                    String level = RpcMessage.params(message).string("level").orElse("");
                    check.violationIf(!isDeclared, "Without the capability, it sent " + message);
                    check.violationIf(
                            isDeclared && LEVELS.indexOf(level) < LEVELS.indexOf(SET),
                            "At level '" + SET + "', it sent " + Findings.excerpt(message.toString()));
                }
            }
        });
    }

    static void onlyDeclared(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.ONLY_DECLARED);
        Opened opened = subject.opened();
        HandshakeChecks.require(opened, "tools");
        long id = 120;
        for (SampleCall call : SampleCall.required(calls)) {
            try {
                opened.ask(id++, Methods.CALL_TOOL, call.params());
            } catch (NoAnswerException silent) {
                // A server that asks waits for the client, which does not answer.
                check.unclear(call.describe() + " " + silent.how());
            }
        }
        for (JsonObject message : opened.peer().messages()) {
            if (RpcMessage.isRequest(message)) {
                String what =
                        "The client declares no capabilities, but it sent " + Findings.excerpt(message.toString());
                check.violationIf(!RpcMessage.isCall(message, Methods.PING), what);
                check.violationIf(!isId(message.get("id")), what);
            }
        }
        check.conclude();
    }

    private static boolean isId(@Nullable JsonValue id) {
        return id instanceof JsonString || (id instanceof JsonNumber number && number.isInteger());
    }

    /** Give a server on standard streams time to send something. Some answer no ping before they are initialized. */
    private static void listen(Peer peer) throws InterruptedException {
        try {
            peer.askWithin(LISTENING, peer.dialect().ping(Ids.number(2)));
        } catch (NoAnswerException silent) {
            // What came in this time is what there is to judge.
        }
    }

    static void waits(HandshakeSubject subject) throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.WAITS);
        Opened unused = subject.opened();
        // It declares everything, so that only the time is wrong.
        JsonObject able =
                HandshakeChecks.object("{\"elicitation\":{},\"sampling\":{},\"roots\":{\"listChanged\":true}}");
        Peer peer = subject.peer(subject.dialect().declaring(able));
        try {
            peer.ask(peer.dialect().opening(Ids.number(1)));
        } catch (NoAnswerException silent) {
            check.unclear("initialize " + silent.how());
        }
        if (!subject.isHttp()) {
            listen(peer);
        }
        peer.messages().stream()
                .filter(RpcMessage::isRequest)
                .filter(message -> !RpcMessage.isCall(message, Methods.PING))
                .forEach(message -> check.violation(
                        "Before notifications/initialized, it sent " + Findings.excerpt(message.toString())));
        check.conclude();
    }
}
