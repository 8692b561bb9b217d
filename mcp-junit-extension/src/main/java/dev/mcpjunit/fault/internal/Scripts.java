/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The kinds of scripts that faults are made of. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Scripts {

    /** The script of an exchange without faults. A proxy that gets it passes bytes on unchanged. */
    public static final Script NONE = new Script() {};

    private Scripts() {}

    /** Decide about the request; its answer passes unchanged. */
    static Script onRequest(Function<JsonObject, Script.Opening> opening) {
        return new Script() {
            @Override
            public Opening open(JsonObject request) {
                return opening.apply(request);
            }
        };
    }

    /** Act, then forward the request. */
    static Script beforeRequest(Act act) {
        return onRequest(request -> Script.Opening.after(act));
    }

    /** Act instead of forwarding the request. */
    static Script insteadOfRequest(Function<JsonObject, Act> act) {
        return onRequest(request -> Script.Opening.instead(act.apply(request)));
    }

    /** Act on the answer; messages before it pass unchanged. */
    static Script onAnswer(Function<JsonObject, List<Act>> acts) {
        return onMessage(0, acts);
    }

    /** Act, then deliver the answer. */
    static Script beforeAnswer(Act act) {
        return onAnswer(answer -> List.of(act, new Act.Send(answer)));
    }

    /** Act instead of delivering the answer; whatever the server answers, JSON-RPC or not, is replaced. */
    static Script insteadOfAnswer(Function<JsonObject, Act> act) {
        Script replacing = onAnswer(answer -> List.of(act.apply(answer)));
        return new Script() {
            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                return replacing.deliver(message, answer);
            }

            @Override
            public boolean takesAll() {
                return true;
            }
        };
    }

    /** Deliver the answer with another result; an answer without one passes unchanged. */
    static Script changeResult(UnaryOperator<JsonObject> change) {
        return insteadOfAnswer(answer -> new Act.Send(answer.object("result")
                .map(result ->
                        answer.toBuilder().put("result", change.apply(result)).build())
                .orElse(answer)));
    }

    /** Act on the n-th message of the exchange, or on the answer for 0; all others pass unchanged. */
    static Script onMessage(int place, Function<JsonObject, List<Act>> acts) {
        return new Script() {
            private int count;

            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                count++;
                boolean here = place == 0 ? answer : count == place;
                return here ? acts.apply(message) : List.of(new Act.Send(message));
            }
        };
    }

    /** Act on each message of the exchange. */
    static Script onEachMessage(Function<JsonObject, Act> act) {
        return new Script() {
            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                return List.of(act.apply(message));
            }
        };
    }

    /** Deliver all messages in reverse order, but requests of the server immediately: it waits for their answers. */
    static Script reversed() {
        return new Script() {
            private final List<Act> kept = new ArrayList<>();

            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                if (RpcMessage.isRequest(message)) {
                    return List.of(new Act.Send(message));
                }
                kept.add(0, new Act.Send(message));
                return answer ? List.copyOf(kept) : List.of();
            }
        };
    }

    /** Two faults together: what the first one delivers goes through the second. */
    public static Script chain(Script first, Script second) {
        return first == NONE ? second : new Chain(first, second);
    }

    private record Chain(Script first, Script second) implements Script {

        @Override
        public Opening open(JsonObject request) {
            Opening one = first.open(request);
            if (one.request().isEmpty()) {
                return one;
            }
            Opening other = second.open(request);
            var acts = new ArrayList<>(one.acts());
            acts.addAll(other.acts());
            Optional<Forward> forward = other.request().map(changes -> {
                Map<String, String> headers =
                        new LinkedHashMap<>(one.request().get().headers());
                headers.putAll(changes.headers());
                return new Forward(headers);
            });
            return new Opening(acts, forward);
        }

        @Override
        public List<Act> deliver(JsonObject message, boolean answer) {
            var acts = new ArrayList<Act>();
            for (Act act : first.deliver(message, answer)) {
                if (act instanceof Act.Send send && send.style() == WireStyle.PLAIN) {
                    acts.addAll(second.deliver(send.message(), answer));
                } else {
                    acts.add(act);
                }
            }
            return acts;
        }

        @Override
        public boolean takesAll() {
            return first.takesAll() || second.takesAll();
        }
    }
}
