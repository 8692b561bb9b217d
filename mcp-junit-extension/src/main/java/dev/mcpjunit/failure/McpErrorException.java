/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import org.apiguardian.api.API;

/** A server answered a request with a JSON-RPC error. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpErrorException extends McpException {

    private static final long serialVersionUID = 1L;

    private final transient JsonObject error;

    /**
     * Create an exception.
     *
     * @param context who was asked for what, for the message
     * @param error the {@code error} member of the response
     */
    public McpErrorException(String context, JsonObject error) {
        super(
                context + " with error " + code(error) + ": "
                        + error.string("message")
                                .map(text -> Printable.line(
                                        SecretMasking.ofMessages().line(text)))
                                .orElse("(no message)")
                        + Optional.ofNullable(error.get("data"))
                                .map(data -> " "
                                        + Printable.line(SecretMasking.ofMessages()
                                                .mask(data)
                                                .toString()))
                                .orElse(""),
                null);
        this.error = error;
    }

    private McpErrorException(String message, McpErrorException original) {
        super(message, original);
        this.error = original.error;
    }

    /**
     * Add advice to the message.
     *
     * @param advice a sentence, appended to the message
     * @return a copy; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public McpErrorException withAdvice(String advice) {
        return new McpErrorException(getMessage() + "\n" + advice, this);
    }

    private static int code(JsonObject error) {
        return error.get("code") instanceof JsonNumber number ? number.value().intValue() : 0;
    }

    /**
     * Get the error code.
     *
     * @return for example {@code -32602} for invalid parameters; 0 when the server sent none
     */
    public int code() {
        return code(error);
    }

    /**
     * Get the server's error message.
     *
     * @return the text of {@code message}; empty when the server sent none; never {@code null}
     */
    public String errorMessage() {
        return error.string("message").orElse("");
    }

    /**
     * Get the details.
     *
     * @return the {@code data} member, or empty when there is none
     */
    public Optional<JsonValue> data() {
        return Optional.ofNullable(error.get("data"));
    }

    /**
     * Get the whole error as sent.
     *
     * @return the raw {@code error} member; never {@code null}
     */
    public JsonObject raw() {
        return error;
    }
}
