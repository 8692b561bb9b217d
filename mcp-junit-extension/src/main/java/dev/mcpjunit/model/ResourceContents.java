/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The answer to {@code resources/read}.
 *
 * @param raw the whole result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResourceContents(JsonObject raw) {

    /**
     * Get the parts.
     *
     * @return address, media type and text or blob of each part, raw and in order; never {@code null}
     */
    public List<JsonObject> parts() {
        return raw.array("contents").map(JsonArray::objects).stream()
                .flatMap(o -> o)
                .toList();
    }

    /**
     * Get all text.
     *
     * @return the text of all parts, joined by newlines; empty when there is none; never {@code null}
     */
    public String text() {
        return parts().stream().flatMap(part -> part.string("text").stream()).collect(joining("\n"));
    }
}
