/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments of which tools are repeated in HTTP headers, because their schemas say so with {@code x-mcp-header}.
 *
 * <p>A tool that says so in a way the protocol forbids must not be offered to a model. A test wants to see it, so it is
 * listed all the same, and is a finding.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ToolHeaders {

    private final Findings findings;
    private final Map<String, Map<String, HeaderAnnotations.Path>> byTool = new ConcurrentHashMap<>();
    private volatile boolean listed;

    ToolHeaders(Findings findings) {
        this.findings = findings;
    }

    /** Whether nobody has listed the tools yet. */
    boolean mustList() {
        return !listed;
    }

    /** Remember that listing was tried. */
    void listed() {
        listed = true;
    }

    /** Learn from a page of {@code tools/list}. */
    void learn(JsonObject page) {
        page.array("tools").orElse(JsonArray.EMPTY).objects().forEach(this::learnTool);
        if (!page.has("nextCursor")) {
            listed = true;
        }
    }

    private void learnTool(JsonObject tool) {
        String name = tool.string("name").orElse("");
        var annotations = HeaderAnnotations.in(tool.object("inputSchema").orElse(JsonObject.EMPTY));
        annotations
                .problem()
                .ifPresent(problem -> findings.add(
                        "tools/list: tool '" + name + "' " + problem + "; clients on HTTP must not offer such a tool"));
        byTool.put(name, usable(annotations));
    }

    private static Map<String, HeaderAnnotations.Path> usable(HeaderAnnotations annotations) {
        return annotations.problem().isPresent() ? Map.of() : annotations.paths();
    }

    /** The headers for a call, not yet encoded. An argument that is missing or null has none. */
    Map<String, String> of(String tool, JsonObject arguments) {
        return headers(byTool.getOrDefault(tool, Map.of()), arguments);
    }

    /** The headers for a call of a tool with this input schema, not yet encoded. */
    public static Map<String, String> wantedBy(JsonObject inputSchema, JsonObject arguments) {
        return headers(usable(HeaderAnnotations.in(inputSchema)), arguments);
    }

    private static Map<String, String> headers(Map<String, HeaderAnnotations.Path> paths, JsonObject arguments) {
        var headers = new LinkedHashMap<String, String>();
        paths.forEach((header, path) ->
                text(path.valueIn(arguments)).ifPresent(value -> headers.put("Mcp-Param-" + header, value)));
        return headers;
    }

    private static Optional<String> text(@Nullable JsonValue value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.value());
        }
        if (value instanceof JsonNumber number) {
            return Optional.of(number.value().stripTrailingZeros().toPlainString());
        }
        return value instanceof JsonBoolean ? Optional.of(value.toString()) : Optional.empty();
    }
}
