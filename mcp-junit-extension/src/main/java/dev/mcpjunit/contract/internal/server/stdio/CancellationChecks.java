/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stdio;

import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.StdioPeer;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The checks of {@link StdioHygieneContract} about cancellations. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CancellationChecks {

    /** A call that takes less may end before its cancellation is read. */
    private static final Duration LONG = Duration.ofMillis(300);

    /** How long after its cancellation a call may still send something that was on its way. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private static final JsonValue CALL = Ids.number(72);
    private static final JsonString TOKEN = new JsonString("token-of-cancelled");

    private final StdioChecks checks;

    public CancellationChecks(StdioChecks checks) {
        this.checks = checks;
    }

    public void withoutRequest() throws InterruptedException {
        RuleCheck check = checks.check(StdioRules.LATE_CANCELLATIONS);
        try (var peer = checks.opened()) {
            JsonValue answered = Ids.number(70);
            JsonObject unused = peer.ask(peer.dialect().ping(answered));
            judge(peer, "of a request that has been answered", cancellation(peer, answered), check);
            judge(peer, "of an unknown request", cancellation(peer, new JsonString("no-such-request")), check);
            judge(peer, "without a request", peer.dialect().notification(Methods.CANCELLED), check);
        } catch (NoAnswerException silent) {
            throw checks.uncheckable(silent);
        }
        check.conclude();
    }

    private static void judge(StdioPeer peer, String what, JsonObject cancellation, RuleCheck check)
            throws InterruptedException {
        int before = peer.messages().size();
        try {
            peer.tell(cancellation);
            JsonValue id = Ids.number(71);
            JsonObject unused = peer.ask(peer.dialect().ping(id));
            List<JsonObject> since = peer.messages();
            since.subList(before, since.size()).stream()
                    .filter(message -> RpcMessage.isResponse(message) && !id.equals(message.get("id")))
                    .forEach(message -> check.violation(
                            "After a cancellation " + what + ", it sent " + MessageParts.excerpt(message)));
        } catch (NoAnswerException silent) {
            check.violation("After a cancellation " + what + ", the next request " + silent.how());
        }
    }

    private static JsonObject cancellation(StdioPeer peer, JsonValue id) {
        JsonObject notification = peer.dialect().notification(Methods.CANCELLED);
        return notification.toBuilder()
                .put(
                        "params",
                        notification.object("params").orElse(JsonObject.EMPTY).toBuilder()
                                .put("requestId", id)
                                .build())
                .build();
    }

    public void cancelled(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StdioRules.CANCELLED);
        boolean isTried = false;
        for (SampleCall call : calls) {
            isTried |= isTried(call, check);
        }
        check.conclude();
        if (!isTried) {
            throw Finding.notApplicable("no sample call takes long enough to be canceled");
        }
    }

    private boolean isTried(SampleCall call, RuleCheck check) throws InterruptedException {
        try (var peer = checks.opened()) {
            JsonObject params = DeclaredCalls.params(call, Optional.of(TOKEN));
            long start = System.nanoTime();
            JsonObject response = peer.ask(peer.request(Ids.number(73), Methods.CALL_TOOL, params));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            DeclaredCalls.requireSuccess(call, checks.server(), response);
            return took.compareTo(LONG) > 0 && isCancelled(peer, call, params, took, check);
        } catch (NoAnswerException silent) {
            throw checks.uncheckable(silent);
        }
    }

    /** Cancel a call before its end. The next request shows that the server has read the cancellation. */
    private boolean isCancelled(StdioPeer peer, SampleCall call, JsonObject params, Duration took, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        int before = peer.messages().size();
        peer.tell(peer.request(CALL, Methods.CALL_TOOL, params));
        peer.tell(cancellation(peer, CALL));
        JsonObject unused = peer.ask(peer.dialect().ping(Ids.number(74)));
        peer.await(before, GRACE, CancellationChecks::isResponseOfCall);
        int after = peer.messages().size();
        Optional<JsonObject> early = response(peer, before);
        peer.await(after, took.multipliedBy(2), CancellationChecks::isResponseOfCall);
        if (early.isEmpty() && late(peer, after).findAny().isPresent()) {
            // It goes on with the call, perhaps to its end.
            peer.await(after, checks.timeout(), CancellationChecks::isResponseOfCall);
        }
        Optional<JsonObject> response = response(peer, before);
        String canceled = "After the cancellation of " + DeclaredCalls.describe(call);
        if (response.filter(CancellationChecks::isError).isPresent()) {
            // It shows that the call could be canceled, if the call still succeeds otherwise.
            DeclaredCalls.requireSuccess(
                    call, checks.server(), peer.ask(peer.request(Ids.number(75), Methods.CALL_TOOL, params)));
            check.violation(canceled + ", it sent " + MessageParts.excerpt(response.get()));
        } else if (early.isEmpty() && response.isPresent()) {
            check.inconclusive("the server answered " + DeclaredCalls.describe(call)
                    + " although it was canceled, which is right only if the call cannot be canceled");
        } else if (response.isEmpty()) {
            late(peer, after)
                    .findFirst()
                    .ifPresent(message -> check.violation(
                            canceled + ", which it did not answer, it sent " + MessageParts.excerpt(message)));
        }
        return early.isEmpty() || !check.isClean();
    }

    private static Optional<JsonObject> response(StdioPeer peer, int before) {
        return peer.messages().stream()
                .skip(before)
                .filter(CancellationChecks::isResponseOfCall)
                .findFirst();
    }

    private static Stream<JsonObject> late(StdioPeer peer, int after) {
        return peer.messages().stream().skip(after).filter(CancellationChecks::isOfCall);
    }

    private static boolean isError(JsonObject response) {
        return response.has("error") || RpcMessage.isToolError(response);
    }

    private static boolean isResponseOfCall(JsonObject message) {
        return RpcMessage.isResponse(message) && CALL.equals(message.get("id"));
    }

    private static boolean isOfCall(JsonObject message) {
        return isResponseOfCall(message)
                || TOKEN.equals(RpcMessage.params(message).get("progressToken"));
    }
}
