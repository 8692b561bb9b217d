/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back for one HTTP request.
 *
 * @param body the whole body; of an event stream, its data up to the response
 */
record HttpReply(int status, HttpHeaders headers, String body) {

    String type() {
        return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    boolean isStream() {
        return type().startsWith("text/event-stream");
    }

    /** The JSON-RPC response in the body. */
    Optional<JsonObject> response() {
        return body.lines()
                .flatMap(line -> RpcMessages.in(line).all().stream())
                .filter(RpcMessage::isResponse)
                .findFirst()
                .or(this::responseInLines);
    }

    /** Plain JSON may be spread over lines. */
    private Optional<JsonObject> responseInLines() {
        return RpcMessages.in(body).all().stream()
                .filter(RpcMessage::isResponse)
                .findFirst();
    }

    Optional<JsonObject> result() {
        return response().flatMap(message -> message.object("result"));
    }

    Optional<JsonObject> error() {
        return response().flatMap(message -> message.object("error"));
    }

    /** The reply in short, for messages. */
    String describe() {
        return "HTTP " + status + (body.isBlank() ? " without a body" : ": " + Findings.excerpt(body.strip()));
    }
}
