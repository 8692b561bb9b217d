/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.lang.reflect.Type;
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
     * Check whether the tool reports a failure of its own.
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

    /**
     * Map the structured result to a type of your own by Jackson 2 or 3, whichever is on the class path; by 3 if both
     * are. Unknown properties are ignored.
     *
     * <pre>{@code
     * Forecast forecast = weather.callTool("get-forecast", Map.of("city", "Oslo"))
     *         .structuredContentAs(Forecast.class);
     * }</pre>
     *
     * @param type the type, for example a record
     * @return the mapped value; never {@code null}
     * @throws IllegalStateException if there is no structured result, or Jackson databind is not on the class path
     * @throws IllegalArgumentException if the result does not fit the type
     */
    public <T> T structuredContentAs(Class<T> type) {
        return requireStructuredContent().as(type);
    }

    /**
     * Map the structured result to a generic type; see {@link #structuredContentAs(Class)}.
     *
     * <pre>{@code
     * import com.fasterxml.jackson.core.type.TypeReference;   // or tools.jackson.core.type.TypeReference
     *
     * Map<String, Forecast> byCity = result.structuredContentAs(
     *         new TypeReference<Map<String, Forecast>>() {}.getType());
     * }</pre>
     *
     * @param type the type; it must be {@code T}, which is not checked
     * @return the mapped value; never {@code null}
     * @throws IllegalStateException if there is no structured result, or Jackson databind is not on the class path
     * @throws IllegalArgumentException if the result does not fit the type
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T structuredContentAs(Type type) {
        return requireStructuredContent().as(type);
    }

    /**
     * Map the structured result by your own mapper.
     *
     * @param type the type
     * @param mapper an {@code ObjectMapper} or {@code JsonMapper} of Jackson 2 or 3
     * @return the mapped value; never {@code null}
     * @throws IllegalStateException if there is no structured result
     * @throws IllegalArgumentException if the result does not fit the type, or {@code mapper} is something else
     */
    public <T> T structuredContentAs(Class<T> type, Object mapper) {
        return requireStructuredContent().as(type, mapper);
    }

    /**
     * Map the structured result to a generic type by your own mapper.
     *
     * @param type the type; it must be {@code T}, which is not checked
     * @param mapper an {@code ObjectMapper} or {@code JsonMapper} of Jackson 2 or 3
     * @return the mapped value; never {@code null}
     * @throws IllegalStateException if there is no structured result
     * @throws IllegalArgumentException if the result does not fit the type, or {@code mapper} is something else
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T structuredContentAs(Type type, Object mapper) {
        return requireStructuredContent().as(type, mapper);
    }

    private JsonValue requireStructuredContent() {
        return structuredContent()
                .orElseThrow(() -> new IllegalStateException("Tool '" + tool + "' "
                        + (isError()
                                ? "reported an error instead of structured content: " + Printable.line(text())
                                : "answered without structured content")));
    }
}
