/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.server.StatelessChecks.Subject;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks of {@link StatelessServerContract} about calls, their rounds, and subscriptions. */
final class StatelessCallChecks {

    private static final Duration LISTENING = Duration.ofSeconds(2);
    private static final Set<String> QUESTIONS = Set.of(Methods.ELICIT, Methods.SAMPLE, Methods.LIST_ROOTS);
    private static final JsonObject FILTER = HandshakeChecks.object("{\"notifications\":{\"toolsListChanged\":true}}");

    private final StatelessChecks checks;

    StatelessCallChecks(RunningServer server, Duration timeout) {
        this.checks = new StatelessChecks(server, timeout);
    }

    void logs(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.LOGS);
        Subject subject = checks.subject();
        for (SampleCall call : SampleCall.required(calls)) {
            for (JsonObject message : messages(subject, call, Optional.empty(), check)) {
                check.violationIf(
                        RpcMessage.isCall(message, Methods.LOG_MESSAGE),
                        "During " + call.describe() + " without a log level, it sent "
                                + StatelessMessageChecks.excerpt(message));
            }
        }
        check.conclude();
    }

    void progress(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.PROGRESS);
        Subject subject = checks.subject();
        boolean reports = false;
        for (SampleCall call : SampleCall.required(calls)) {
            ProgressOfCall.in(messages(subject, call, Optional.empty(), check))
                    .forEach(message -> check.violation("During " + call.describe() + " without a token, it sent "
                            + StatelessMessageChecks.excerpt(message)));
            var token = new JsonString("token-of-" + call.tool());
            List<JsonObject> messages = messages(subject, call, Optional.of(token), check);
            reports |= !ProgressOfCall.in(messages).isEmpty();
            new ProgressOfCall(call.describe(), Ids.number(1), token).judge(messages, check);
        }
        check.conclude();
        if (!reports) {
            throw Finding.notApplicable("the sample calls report no progress");
        }
    }

    /** What a server sends during a call, the response included. */
    private List<JsonObject> messages(Subject subject, SampleCall call, Optional<JsonString> token, RuleCheck check)
            throws InterruptedException {
        Replica replica = subject.first().anew(checks.timeout(), JsonObject.EMPTY);
        JsonObject params = call.params(token);
        try {
            var headers = replica.headersFor(call.params());
            int before = replica.peer().messages().size();
            HttpReply reply =
                    replica.peer().post(replica.peer().request(Ids.number(1), Methods.CALL_TOOL, params), headers);
            reply.response().ifPresent(response -> call.requireSuccess(checks.server(), response));
            List<JsonObject> messages = replica.peer().messages();
            return messages.subList(before, messages.size());
        } catch (NoAnswerException silent) {
            check.unclear(call.describe() + " " + silent.how());
            return List.of();
        }
    }

    void onlyDeclared(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.ONLY_DECLARED);
        Subject subject = checks.subject();
        AskingCall call = AskingCall.required(asking);
        check.judge(() -> {
            HttpReply able = first(subject, call, InputRoundsCheck.ABLE);
            JsonObject asked = able.result().orElse(JsonObject.EMPTY);
            if (!isAsking(asked)) {
                throw Finding.inconclusive(
                        call.describe() + " did not ask for anything. Give a call that does: askingCall()");
            }
            check.violationIf(
                    !asked.has("inputRequests") && !asked.has("requestState"),
                    "It asked with neither inputRequests nor requestState: " + able.describe());
            asked.object("inputRequests").orElse(JsonObject.EMPTY).members().forEach((name, question) -> {
                String method = question instanceof JsonObject object
                        ? object.string("method").orElse("")
                        : "";
                check.violationIf(!QUESTIONS.contains(method), "It asked for " + method + " in '" + name + "'.");
            });
            HttpReply unable = first(subject, call, JsonObject.EMPTY);
            JsonObject required = unable.error()
                    .flatMap(error -> error.object("data"))
                    .flatMap(data -> data.object("requiredCapabilities"))
                    .orElse(JsonObject.EMPTY);
            boolean isRefused = unable.status() == 400
                    && StatelessMessageChecks.code(unable) == RpcErrors.MISSING_CAPABILITY
                    && !required.isEmpty();
            // A server may do without its question. A report of an error does not say whether it could.
            boolean isComplete =
                    unable.result().filter(result -> !isAsking(result)).isPresent();
            check.violationIf(
                    !isRefused && !isComplete,
                    "It answered " + call.describe() + " of a client without capabilities with " + unable.describe());
        });
    }

    private static boolean isAsking(JsonObject result) {
        return result.string("resultType").orElse("").equals("input_required");
    }

    private HttpReply first(Subject subject, AskingCall call, JsonObject capabilities)
            throws NoAnswerException, InterruptedException {
        return post(subject, call.params(), capabilities);
    }

    private HttpReply post(Subject subject, JsonObject params, JsonObject capabilities)
            throws NoAnswerException, InterruptedException {
        Replica replica = subject.first().anew(checks.timeout(), capabilities);
        return replica.peer()
                .post(replica.peer().request(Ids.number(60), Methods.CALL_TOOL, params), replica.headersFor(params));
    }

    void state(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.STATE);
        Subject subject = checks.subject();
        AskingCall call = AskingCall.required(asking);
        check.judge(() -> {
            JsonObject asked =
                    first(subject, call, InputRoundsCheck.ABLE).result().orElse(JsonObject.EMPTY);
            String state = asked.string("requestState")
                    .orElseThrow(() -> Finding.notApplicable(call.describe() + " is not continued by requestState"));
            JsonObject next = call.params().toBuilder()
                    .put(
                            "inputResponses",
                            InputRoundsCheck.responses(
                                    call, asked.object("inputRequests").orElse(JsonObject.EMPTY)))
                    .build();
            if (!isContinued(post(subject, with(state, next), InputRoundsCheck.ABLE))) {
                throw Finding.inconclusive("the call is not continued with the unchanged requestState, either");
            }
            for (int place : new int[] {0, state.length() / 3, state.length() / 2}) {
                HttpReply reply = post(subject, with(changed(state, place), next), InputRoundsCheck.ABLE);
                check.violationIf(
                        isContinued(reply),
                        "It continued " + call.describe() + " although character " + (place + 1) + " of "
                                + state.length() + " of requestState was changed: " + reply.describe());
            }
        });
    }

    private static JsonObject with(String state, JsonObject params) {
        return params.toBuilder().put("requestState", state).build();
    }

    private static String changed(String state, int place) {
        if (state.isEmpty()) {
            return "A";
        }
        char other = state.charAt(place) == 'A' ? 'B' : 'A';
        return state.substring(0, place) + other + state.substring(place + 1);
    }

    private static boolean isContinued(HttpReply reply) {
        return reply.result()
                .filter(result -> !result.bool("isError").orElse(false))
                .isPresent();
    }

    void subscriptions() throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.SUBSCRIPTIONS);
        Subject subject = checks.subject();
        HttpPeer peer = subject.first().anew(checks.timeout(), JsonObject.EMPTY).peer();
        JsonValue id = Ids.number(70);
        // The stream has no end to wait for, so the first wait is short.
        listen(peer, id, LISTENING);
        if (peer.messages().isEmpty()) {
            listen(peer, id, checks.timeout());
        }
        List<JsonObject> messages = peer.messages();
        if (messages.isEmpty()) {
            check.violation("It sent nothing within " + Durations.print(checks.timeout())
                    + " on the stream of a subscription.");
        } else {
            judge(messages, id, check);
        }
        check.conclude();
    }

    private static void listen(HttpPeer peer, JsonValue id, Duration time) throws InterruptedException {
        try {
            JsonObject response = peer.askWithin(time, peer.request(id, Methods.LISTEN, FILTER));
            if (response.has("error")) {
                throw Finding.notApplicable(
                        "the server has no subscriptions: " + StatelessMessageChecks.excerpt(response));
            }
        } catch (NoAnswerException open) {
            // What came until now is what there is to judge.
        }
    }

    private static void judge(List<JsonObject> messages, JsonValue id, RuleCheck check) {
        JsonObject first = messages.get(0);
        check.violationIf(
                !RpcMessage.isCall(first, Methods.ACKNOWLEDGED),
                "The first message of a subscription is " + StatelessMessageChecks.excerpt(first));
        for (JsonObject message : messages) {
            if (message.has("method")) {
                JsonValue tag = RpcMessage.meta(message).get(MetaKeys.SUBSCRIPTION_ID);
                check.violationIf(
                        !sameId(id, tag),
                        "A message of subscription " + id + " has the id " + tag + ": "
                                + StatelessMessageChecks.excerpt(message));
            }
        }
        RpcMessage.params(first)
                .object("notifications")
                .orElse(JsonObject.EMPTY)
                .members()
                .forEach((kind, on) -> check.violationIf(
                        !kind.equals("toolsListChanged"), "It acknowledged " + kind + ", which was not asked for."));
    }

    private static boolean sameId(JsonValue id, @Nullable JsonValue tag) {
        return id.equals(tag)
                || (id instanceof JsonNumber
                        && tag instanceof JsonString text
                        && text.value().equals(id.toString()));
    }
}
