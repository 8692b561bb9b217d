/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Selector.Target;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.Medium;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.fault.internal.Scripts;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.util.List;
import java.util.Optional;

/**
 * What shall happen to a request. Each message in it is decided about once, in the order in which they stand.
 *
 * @param script what to do; {@link Scripts#NONE} when nothing happens
 * @param request the message that the script is for; the first one of a batch
 */
record Decision(Script script, JsonObject request, Tracked tracked) {

    /**
     * Decide.
     *
     * @param received the messages in the request, whose records have begun
     */
    static Decision about(ClientRequest request, Received received, HttpProxyConfig config) {
        if (!received.messages().all().isEmpty()) {
            return aboutMessages(received, config);
        }
        Script script = targetOf(request.head())
                .map(target ->
                        config.faults().decide(Medium.HTTP, target, config.server(), JsonObject.EMPTY, words -> {}))
                .orElse(Scripts.NONE);
        return new Decision(script, JsonObject.EMPTY, received.tracked(false));
    }

    private static Optional<Target> targetOf(RequestHead head) {
        if (ResourceMetadata.isAskedForBy(head)) {
            return Optional.of(Target.RESOURCE_METADATA);
        }
        return head.asksToListen() ? Optional.of(Target.LISTENING_STREAM) : Optional.empty();
    }

    /** The same, for the post of a client whose answers come on another connection. */
    Decision answeredElsewhere() {
        return new Decision(script, request, tracked.elsewhere());
    }

    private static Decision aboutMessages(Received received, HttpProxyConfig config) {
        Script script = Scripts.NONE;
        for (ExchangeRecord each : received.records()) {
            JsonObject message = each.message();
            Script next = config.faults().decide(Medium.HTTP, Target.MESSAGE, config.server(), message, each::fault);
            if (next != Scripts.NONE) {
                script = Scripts.chain(script, received.messages().batch() ? new ScriptInBatch(next, message) : next);
            }
        }
        return new Decision(script, received.messages().all().get(0), received.tracked(false));
    }

    /**
     * A script that is for one of several requests in a batch, and only takes the answer to that one for the answer.
     */
    private record ScriptInBatch(Script script, JsonObject request) implements Script {

        @Override
        public Opening open(JsonObject first) {
            return script.open(request);
        }

        @Override
        public List<Act> deliver(JsonObject message, boolean answer) {
            // What is no message at all is the whole answer, and so the answer to each.
            boolean own = !RpcMessage.isResponse(message) || RpcMessage.isResponseTo(request, message);
            return script.deliver(message, answer && own);
        }

        @Override
        public boolean takesAll() {
            return script.takesAll();
        }
    }
}
