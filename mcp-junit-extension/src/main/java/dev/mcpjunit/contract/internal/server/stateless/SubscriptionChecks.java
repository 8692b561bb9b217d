/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.NoResponseException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The checks of {@link StatelessServerContract} about subscriptions. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SubscriptionChecks {

    private static final Duration LISTENING = Duration.ofSeconds(2);
    /** Capabilities and their members by which a server promises notifications. */
    private static final List<List<String>> FLAGS = List.of(
            List.of("tools", "listChanged"),
            List.of("prompts", "listChanged"),
            List.of("resources", "listChanged"),
            List.of("resources", "subscribe"));

    private final StatelessChecks checks;

    public SubscriptionChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    public void acknowledged() throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.SUBSCRIPTIONS);
        StatelessSubject subject = checks.subject();
        Replica replica = subject.first().asNewClient(JsonObject.EMPTY);
        HttpPeer peer = replica.peer();
        JsonObject request = replica.request(Methods.LISTEN, MessageParts.TOOL_CHANGES);
        // The stream has no end to wait for, so the first wait is short.
        Heard heard = listen(peer, request, LISTENING);
        if (peer.messages().isEmpty()) {
            request = replica.request(Methods.LISTEN, MessageParts.TOOL_CHANGES);
            heard = listen(peer, request, checks.timeout());
        }
        Optional<JsonObject> refusal = heard.refusal();
        refusal.ifPresent(response -> judgeRefusal(subject, response, check));
        JsonValue id = Objects.requireNonNull(request.get("id"));
        List<JsonObject> messages = peer.messages();
        if (messages.isEmpty()) {
            check.violation("It sent nothing within " + Durations.print(checks.timeout())
                    + " on the stream of a subscription.");
        } else if (refusal.isEmpty()) {
            judge(messages, id, check);
            check.violationIf(heard.isCut(), "It ended the stream of a subscription without a result.");
        }
        check.conclude();
    }

    /**
     * How listening ended.
     *
     * @param isCut whether the server ended the stream, and not with a response
     */
    private record Heard(Optional<JsonObject> refusal, boolean isCut) {}

    /** Wait for what comes on the stream of a subscription; a refusal ends it. */
    private static Heard listen(HttpPeer peer, JsonObject request, Duration time) throws InterruptedException {
        try {
            return new Heard(
                    Optional.of(peer.askWithin(time, request)).filter(response -> response.has("error")), false);
        } catch (NoResponseException ended) {
            return new Heard(Optional.empty(), true);
        } catch (NoAnswerException open) {
            // What came until now is what there is to judge.
            return new Heard(Optional.empty(), false);
        }
    }

    private static void judgeRefusal(StatelessSubject subject, JsonObject response, RuleCheck check) {
        List<String> announced = FLAGS.stream()
                .filter(flag -> subject.capability(flag.get(0))
                        .flatMap(capability -> capability.bool(flag.get(1)))
                        .orElse(false))
                .map(flag -> String.join(".", flag))
                .toList();
        String what = MessageParts.excerpt(response);
        if (!announced.isEmpty()) {
            check.violation("It declares " + String.join(" and ", announced)
                    + ", but answered subscriptions/listen with " + what);
        } else if (MessageParts.errorCode(response) == RpcErrors.METHOD_NOT_FOUND) {
            throw Finding.notApplicable("the server has no subscriptions: " + what);
        } else {
            check.inconclusive("the server declares no notifications, and answered subscriptions/listen with " + what);
        }
    }

    private static void judge(List<JsonObject> messages, JsonValue id, RuleCheck check) {
        JsonObject first = messages.get(0);
        check.violationIf(
                !RpcMessage.isCall(first, Methods.ACKNOWLEDGED),
                "The first message of a subscription is " + MessageParts.excerpt(first));
        for (JsonObject message : messages) {
            if (message.has("method")) {
                JsonValue tag = RpcMessage.meta(message).get(MetaKeys.SUBSCRIPTION_ID);
                check.violationIf(
                        !sameId(id, tag),
                        "A message of subscription " + id + " has the id " + tag + ": "
                                + MessageParts.excerpt(message));
            }
        }
        RpcMessage.params(first)
                .object("notifications")
                .orElse(JsonObject.EMPTY)
                .members()
                .forEach((kind, on) -> check.violationIf(
                        isHonored(on) && !kind.equals("toolsListChanged"),
                        "It acknowledged " + kind + ", which was not asked for."));
    }

    /** Typed servers write also what they do not honor. */
    private static boolean isHonored(JsonValue on) {
        boolean isNothing = on == JsonNull.NULL
                || on.equals(JsonBoolean.FALSE)
                || (on instanceof JsonArray array && array.items().isEmpty());
        return !isNothing;
    }

    private static boolean sameId(JsonValue id, @Nullable JsonValue tag) {
        return id.equals(tag)
                || (id instanceof JsonNumber
                        && tag instanceof JsonString text
                        && text.value().equals(id.toString()));
    }
}
