/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that a server says it speaks.
 *
 * @param dates as it lists them; empty when it says nothing
 */
record ServerRevisions(List<String> dates) {

    static ServerRevisions listedIn(@Nullable JsonValue list) {
        return new ServerRevisions(
                list instanceof JsonArray array
                        ? array.items().stream()
                                .filter(JsonString.class::isInstance)
                                .map(item -> ((JsonString) item).value())
                                .toList()
                        : List.of());
    }

    /** What an error lists that refuses a revision. */
    static ServerRevisions supportedIn(McpErrorException error) {
        return error.code() == RpcErrors.UNSUPPORTED_VERSION && error.data().orElse(null) instanceof JsonObject data
                ? listedIn(data.get("supported"))
                : new ServerRevisions(List.of());
    }

    /** The first of ours, which are newest first, that the server speaks as well. */
    Optional<ProtocolRevision> newestOf(List<ProtocolRevision> ours) {
        return ours.stream().filter(revision -> dates.contains(revision.date())).findFirst();
    }
}
