/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The answer to {@code tools/call}.
 *
 * @param tool the name of the tool that was called
 * @param raw the whole result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ToolResult(String tool, JsonObject raw) {

    /**
     * Tell whether the tool reports a failure of its own.
     *
     * @return whether {@code isError} is {@code true}
     */
    public boolean isError() {
        return raw.bool("isError").orElse(false);
    }

    /**
     * Get the content blocks.
     *
     * @return text, images and so on, raw and in order; never {@code null}
     */
    public List<JsonObject> content() {
        return raw.array("content").map(JsonArray::objects).stream()
                .flatMap(o -> o)
                .toList();
    }

    /**
     * Get all text.
     *
     * @return the text blocks, joined by newlines; empty when there is none; never {@code null}
     */
    public String text() {
        return content().stream()
                .filter(block -> block.string("type").filter("text"::equals).isPresent())
                .map(block -> block.string("text").orElse(""))
                .collect(joining("\n"));
    }

    /**
     * Get the structured result.
     *
     * @return the value of {@code structuredContent}, if there is one
     */
    public Optional<JsonValue> structuredContent() {
        return Optional.ofNullable(raw.get("structuredContent"));
    }
}
