/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The answer to {@code prompts/get}.
 *
 * @param raw the whole result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PromptResult(JsonObject raw) {

    /**
     * Get the messages.
     *
     * @return role and content of each message, raw and in order; never {@code null}
     */
    public List<JsonObject> messages() {
        return raw.array("messages").map(JsonArray::objects).stream()
                .flatMap(o -> o)
                .toList();
    }

    /**
     * Get all text.
     *
     * @return the text of all messages, joined by newlines; empty when there is none; never {@code null}
     */
    public String text() {
        return messages().stream()
                .flatMap(message -> message.object("content").stream())
                .flatMap(content -> content.string("text").stream())
                .collect(joining("\n"));
    }
}
