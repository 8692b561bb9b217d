/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stdio;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.Optional;

/** Describes what is wrong with a line of a server's standard output. Pure. */
final class StdoutLine {

    /** The only revision with batches. */
    private static final String BATCHES = "2025-03-26";

    private StdoutLine() {}

    /** What is wrong, as the end of a sentence that begins with the line; empty for a good one. */
    static Optional<String> problem(String line, ProtocolRevision revision) {
        if (line.startsWith("\uFEFF")) {
            return Optional.of("begins with a byte order mark: " + Findings.excerpt(line.substring(1)));
        }
        if (line.isBlank()) {
            return Optional.of("is empty");
        }
        JsonValue value;
        try {
            value = Json.parse(line);
        } catch (MalformedJsonException text) {
            return Optional.of("is not JSON: " + Findings.excerpt(line));
        }
        if (value instanceof JsonArray batch
                && revision.date().equals(BATCHES)
                && !batch.items().isEmpty()) {
            return batch.items().stream()
                    .flatMap(item -> ofMessage(item, revision).stream())
                    .findFirst();
        }
        return ofMessage(value, revision);
    }

    private static Optional<String> ofMessage(JsonValue value, ProtocolRevision revision) {
        String excerpt = Findings.excerpt(value.toString());
        if (!(value instanceof JsonObject message)) {
            return Optional.of("is JSON, but no message: " + excerpt);
        }
        if (!new JsonString("2.0").equals(message.get("jsonrpc"))) {
            return Optional.of("is JSON, but no JSON-RPC 2.0 message: " + excerpt);
        }
        if (!RpcMessage.isCall(message) && !RpcMessage.isResponse(message)) {
            return Optional.of("is neither a request, a notification nor a response: " + excerpt);
        }
        if (revision.isStateless() && RpcMessage.isCall(message) && message.has("id")) {
            return Optional.of("is a request, which servers do not send in this revision: " + excerpt);
        }
        return Optional.empty();
    }
}
