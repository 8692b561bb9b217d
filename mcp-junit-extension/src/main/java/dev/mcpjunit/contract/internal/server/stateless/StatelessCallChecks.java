/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.ProgressOfCall;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.SubscriptionStream;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract} about calls and their rounds. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessCallChecks {

    /** How long a message may take that a server sends on another stream during a call. */
    private static final Duration LATE = Duration.ofMillis(300);

    private final StatelessChecks checks;

    public StatelessCallChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    public void logs(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.LOGS);
        StatelessSubject subject = checks.subject();
        for (SampleCall call : DeclaredCalls.required(calls)) {
            for (JsonObject message :
                    made(subject, call, Optional.empty(), check).messages()) {
                check.violationIf(
                        RpcMessage.isCall(message, Methods.LOG_MESSAGE),
                        "During " + DeclaredCalls.describe(call) + " without a log level, it sent "
                                + MessageParts.excerpt(message));
            }
            if (!subject.offers("logging")) {
                asked(subject, call, check);
            }
        }
        if (subject.offers("logging")) {
            subscribed(subject, calls, check);
        }
        check.conclude();
    }

    /** A server that can log must say so. */
    private static void asked(StatelessSubject subject, SampleCall call, RuleCheck check) throws InterruptedException {
        logMessages(logging(subject, call).messages())
                .findFirst()
                .ifPresent(message ->
                        check.violation("It does not declare logging, but during " + DeclaredCalls.describe(call)
                                + " with a log level, it sent " + MessageParts.excerpt(message)));
    }

    /** Make a call that asks for all log messages; the peer has what came. */
    private static HttpPeer logging(StatelessSubject subject, SampleCall call) throws InterruptedException {
        Replica replica = subject.first().asNewClient(JsonObject.EMPTY);
        JsonObject params = DeclaredCalls.params(call).toBuilder()
                .put("_meta", MessageParts.object("{\"io.modelcontextprotocol/logLevel\":\"debug\"}"))
                .build();
        try {
            HttpReply unused = replica.postCall(params);
        } catch (NoAnswerException silent) {
            // What came until then is what there is to judge.
        }
        return replica.peer();
    }

    private static Stream<JsonObject> logMessages(List<JsonObject> messages) {
        return messages.stream().filter(message -> RpcMessage.isCall(message, Methods.LOG_MESSAGE));
    }

    /** The log messages of calls do not come on the stream of a subscription. */
    private void subscribed(StatelessSubject subject, List<SampleCall> calls, RuleCheck check)
            throws InterruptedException {
        Replica listener = subject.first().asNewClient(JsonObject.EMPTY);
        JsonObject request = listener.request(Methods.LISTEN, MessageParts.TOOL_CHANGES);
        try (var stream = new SubscriptionStream("listener", listener.peer(), request, checks.timeout())) {
            stream.open(() -> stream.answer().isPresent());
            if (stream.acknowledgments().isEmpty()) {
                // The server has no subscriptions, or another check is about that.
                return;
            }
            for (SampleCall call : calls) {
                HttpPeer unused = logging(subject, call);
            }
            boolean unused = stream.endsWithin(LATE);
            logMessages(listener.peer().messages())
                    .forEach(message -> check.violation(
                            "On the stream of a subscription, it sent " + MessageParts.excerpt(message)));
        }
    }

    public void progress(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.PROGRESS);
        StatelessSubject subject = checks.subject();
        boolean reports = false;
        for (SampleCall call : DeclaredCalls.required(calls)) {
            ProgressOfCall.in(made(subject, call, Optional.empty(), check).messages())
                    .forEach(message -> check.violation("During " + DeclaredCalls.describe(call)
                            + " without a token, it sent " + MessageParts.excerpt(message)));
            var token = new JsonString("token-of-" + call.tool());
            Made made = made(subject, call, Optional.of(token), check);
            reports |= !ProgressOfCall.in(made.messages()).isEmpty();
            new ProgressOfCall(DeclaredCalls.describe(call), made.id(), token).judge(made.messages(), check);
        }
        check.conclude();
        if (!reports) {
            throw Finding.notApplicable("the sample calls report no progress");
        }
    }

    public void streams(List<SampleCall> calls, Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.STREAMS);
        StatelessSubject subject = checks.subject();
        boolean hasStreams = false;
        for (SampleCall call : DeclaredCalls.required(calls)) {
            // A progress token makes servers stream that answer with plain JSON otherwise.
            var token = Optional.of(new JsonString("token-of-" + call.tool()));
            hasStreams |= judgeStream(call.tool(), made(subject, call, InputRoundsCheck.ABLE, token, check), check);
        }
        if (asking.isPresent()) {
            // Its questions belong into its result. It may end with an error, which says nothing about its stream.
            var call = new SampleCall(asking.get().tool(), asking.get().arguments());
            var token = new JsonString("token-of-" + call.tool());
            Replica replica = subject.first().asNewClient(InputRoundsCheck.ABLE);
            boolean isStream;
            try {
                isStream = replica.postCall(DeclaredCalls.params(call, Optional.of(token)))
                        .isStream();
            } catch (NoAnswerException silent) {
                isStream = !replica.peer().messages().isEmpty();
                check.inconclusive(DeclaredCalls.describe(call) + " " + silent.how());
            }
            List<JsonObject> messages = replica.peer().messages();
            hasStreams |= judgeStream(call.tool(), new Made(token, isStream, messages), check);
        }
        check.conclude();
        if (!hasStreams) {
            throw Finding.notApplicable("the sample calls are answered without streams");
        }
    }

    private static boolean judgeStream(String tool, Made made, RuleCheck check) {
        for (JsonObject message : made.isStream() ? made.messages() : List.<JsonObject>of()) {
            check.violationIf(
                    RpcMessage.isRequest(message) || RpcMessage.isCall(message, Methods.CANCELLED),
                    "During tools/call '" + tool + "', it sent " + MessageParts.excerpt(message));
        }
        return made.isStream();
    }

    /**
     * A call that was made.
     *
     * @param id the id of its request
     * @param messages what the server sent during it, the response included
     */
    private record Made(JsonValue id, boolean isStream, List<JsonObject> messages) {}

    private Made made(StatelessSubject subject, SampleCall call, Optional<JsonString> token, RuleCheck check)
            throws InterruptedException {
        return made(subject, call, JsonObject.EMPTY, token, check);
    }

    private Made made(
            StatelessSubject subject, SampleCall call, JsonObject able, Optional<JsonString> token, RuleCheck check)
            throws InterruptedException {
        Replica replica = subject.first().asNewClient(able);
        JsonObject request = replica.request(Methods.CALL_TOOL, DeclaredCalls.params(call, token));
        JsonValue id = Objects.requireNonNull(request.get("id"));
        try {
            var headers = replica.headersFor(DeclaredCalls.params(call));
            int before = replica.peer().messages().size();
            HttpReply reply = replica.peer().post(request, headers);
            JsonObject response = reply.response()
                    .orElseThrow(() -> new NoAnswerException("got no response, but " + reply.describe()));
            DeclaredCalls.requireSuccess(call, checks.server(), response);
            List<JsonObject> messages = replica.peer().messages();
            return new Made(id, reply.isStream(), messages.subList(before, messages.size()));
        } catch (NoAnswerException silent) {
            check.inconclusive(DeclaredCalls.describe(call) + " " + silent.how());
            // A server that asks waits for a response that never comes. What it sent came by a stream.
            List<JsonObject> messages = replica.peer().messages();
            return new Made(id, !messages.isEmpty(), messages);
        }
    }

    static boolean isAsking(JsonObject result) {
        return result.string("resultType").orElse("").equals("input_required");
    }

    static HttpReply first(StatelessSubject subject, AskingCall call, JsonObject capabilities)
            throws NoAnswerException, InterruptedException {
        return subject.first().asNewClient(capabilities).postCall(DeclaredCalls.params(call));
    }

    public void state(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.STATE);
        StatelessSubject subject = checks.subject();
        AskingCall call = DeclaredCalls.required(asking);
        check.judge(() -> {
            Asked good = asked(subject, call);
            if (!isContinued(retry(subject, good, good.state()))) {
                throw Finding.inconclusive("the call is not continued with the unchanged requestState, either");
            }
            for (TamperedState forged : TamperedState.of(good.state())) {
                // A state that has been used may be refused for that.
                Asked fresh = asked(subject, call);
                Optional<String> state = forged.change().apply(fresh.state());
                if (state.isPresent()) {
                    HttpReply reply = retry(subject, fresh, state.get());
                    String what = "It continued " + DeclaredCalls.describe(call) + " although " + forged.what()
                            + " of requestState was changed: " + reply.describe();
                    boolean asksAgain = reply.result()
                            .filter(StatelessCallChecks::isAsking)
                            .flatMap(result -> result.object("inputRequests"))
                            .filter(questions -> methods(questions).equals(methods(fresh.questions())))
                            .isPresent();
                    if (asksAgain) {
                        check.inconclusive(
                                "with a changed requestState, " + DeclaredCalls.describe(call) + " begins anew");
                    } else {
                        check.violationIf(isContinued(reply), what);
                    }
                }
            }
        });
    }

    /**
     * A call that has asked for input.
     *
     * @param next the call with the answers
     */
    private record Asked(JsonObject questions, String state, JsonObject next) {}

    /** What is asked for; keys and ids of questions may be new each time. */
    private static List<String> methods(JsonObject questions) {
        return questions.members().values().stream()
                .map(question -> question instanceof JsonObject object
                        ? object.string("method").orElse("")
                        : "")
                .sorted()
                .toList();
    }

    private static Asked asked(StatelessSubject subject, AskingCall call)
            throws NoAnswerException, InterruptedException {
        JsonObject asked = first(subject, call, InputRoundsCheck.ABLE).result().orElse(JsonObject.EMPTY);
        String state = asked.string("requestState")
                .orElseThrow(() ->
                        Finding.notApplicable(DeclaredCalls.describe(call) + " is not continued by requestState"));
        JsonObject questions = asked.object("inputRequests").orElse(JsonObject.EMPTY);
        JsonObject next = DeclaredCalls.params(call).toBuilder()
                .put("inputResponses", InputRoundsCheck.responses(call, questions))
                .build();
        return new Asked(questions, state, next);
    }

    private static HttpReply retry(StatelessSubject subject, Asked asked, String state)
            throws NoAnswerException, InterruptedException {
        return subject.first()
                .asNewClient(InputRoundsCheck.ABLE)
                .postCall(asked.next().toBuilder().put("requestState", state).build());
    }

    static boolean isContinued(HttpReply reply) {
        return reply.result()
                .filter(result -> !result.bool("isError").orElse(false))
                .isPresent();
    }
}
