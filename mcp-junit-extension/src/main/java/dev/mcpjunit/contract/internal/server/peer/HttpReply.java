/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What came back for one HTTP request.
 *
 * @param body the whole body; of an event stream, its data up to the response
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record HttpReply(int status, HttpHeaders headers, String body) {

    public String type() {
        return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    public boolean isStream() {
        return type().startsWith("text/event-stream");
    }

    /** The JSON-RPC response in the body. */
    public Optional<JsonObject> response() {
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

    public Optional<JsonObject> result() {
        return response().flatMap(message -> message.object("result"));
    }

    public Optional<JsonObject> error() {
        return response().flatMap(message -> message.object("error"));
    }

    /** The reply in short, for messages. */
    public String describe() {
        return "HTTP " + status + (body.isBlank() ? " without a body" : ": " + Findings.excerpt(body.strip()));
    }
}
