/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;

/** Recorded messages of a server, with the ids and tokens of the live client. */
final class LiveMessage {

    private LiveMessage() {}

    /** A message of a subscription. */
    static JsonObject withSubscription(JsonObject message, JsonValue id) {
        JsonObject params = RpcMessage.params(message);
        JsonObject meta = RpcMessage.meta(message).toBuilder()
                .put(MetaKeys.SUBSCRIPTION_ID, id)
                .build();
        return message.toBuilder()
                .put("params", params.toBuilder().put("_meta", meta).build())
                .build();
    }

    /**
     * A report of progress, with the token of the live client; empty if that client has not asked for progress.
     *
     * @param recorded the request in the recording
     * @param live the request of the live client
     */
    static Optional<JsonObject> withToken(JsonObject message, JsonObject recorded, JsonObject live) {
        boolean own = RpcMessage.reportsProgressOf(message).equals(RpcMessage.progressToken(recorded));
        if (RpcMessage.reportsProgressOf(message).isEmpty() || !own) {
            return Optional.of(message);
        }
        return RpcMessage.progressToken(live).map(token -> message.toBuilder()
                .put(
                        "params",
                        RpcMessage.params(message).toBuilder()
                                .put("progressToken", token)
                                .build())
                .build());
    }
}
