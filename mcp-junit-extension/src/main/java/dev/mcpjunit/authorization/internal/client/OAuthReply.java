/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** An answer of a protected server or an authorization server. */
record OAuthReply(URI address, int status, HttpHeaders headers, String body) {

    /** The most characters of an error description in a message. */
    private static final int DESCRIPTION = 300;

    /** The body, if it is a JSON object and the status says success. */
    Optional<JsonObject> document() {
        return status / 100 == 2 ? object() : Optional.empty();
    }

    private Optional<JsonObject> object() {
        try {
            return Json.parse(body) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
    }

    /** Status and error code; nothing else of the body, which may have secrets. */
    String describe() {
        JsonObject error = object().orElse(JsonObject.EMPTY);
        return "HTTP " + status
                + error.string("error")
                        .map(code -> " and the error " + Printable.line(code, DESCRIPTION))
                        .orElse("")
                + error.string("error_description")
                        .map(text -> " (" + Printable.line(text, DESCRIPTION) + ")")
                        .orElse("");
    }

    /** Status and content type, where the body must not be shown. */
    String describeKind() {
        return "HTTP " + status
                + headers.firstValue("Content-Type")
                        .map(type -> " and the content type " + Printable.line(type, DESCRIPTION))
                        .orElse(" without a content type");
    }

    /** Status and body, where no secret is expected. */
    String describeDocument() {
        return "HTTP " + status
                + (body.isBlank() ? " without a body" : ": " + Printable.line(body.strip(), DESCRIPTION));
    }
}
