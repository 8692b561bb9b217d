/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-mcp-header} annotations of one input schema: the arguments that a call repeats in HTTP headers.
 *
 * @param paths where each argument is, by the name of its header
 * @param problem the annotation that the protocol forbids, as the end of a sentence that begins with the tool
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ArgumentHeaders(Map<String, Path> paths, Optional<String> problem) {

    private static final String ANNOTATION = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> ALLOWED_TYPES = Set.of("string", "integer", "boolean");

    private static final JsonString NULL = new JsonString("null");

    /** Keywords whose value is data and cannot have annotations. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    /** The members that lead to an argument. */
    public record Path(List<String> members) {

        private Path child(String member) {
            var longer = new ArrayList<>(members);
            longer.add(member);
            return new Path(longer);
        }

        /** The argument; {@code null} if there is none. */
        public @Nullable JsonValue valueIn(JsonObject arguments) {
            JsonValue here = arguments;
            for (String member : members) {
                here = here instanceof JsonObject object ? object.get(member) : null;
            }
            return here;
        }

        /** The same arguments with another value here. */
        public JsonObject replacedIn(JsonObject arguments, JsonValue value) {
            String first = members.get(0);
            JsonValue changed = members.size() == 1
                    ? value
                    : new Path(members.subList(1, members.size()))
                            .replacedIn(arguments.object(first).orElse(JsonObject.EMPTY), value);
            return arguments.toBuilder().put(first, changed).build();
        }
    }

    /** Read the annotations of an input schema. */
    public static ArgumentHeaders in(JsonObject schema) {
        var search = new Search();
        search.look(schema, new Path(List.of()), true);
        return new ArgumentHeaders(search.found, Optional.ofNullable(search.problem));
    }

    /** The encoded headers of a call; none for an argument that is missing or null, or where there is a problem. */
    public Map<String, String> of(JsonObject arguments) {
        var headers = new LinkedHashMap<String, String>();
        if (problem.isEmpty()) {
            paths.forEach((header, path) -> text(path.valueIn(arguments))
                    .ifPresent(value -> headers.put(McpHeaders.ARGUMENT_PREFIX + header, HeaderText.encode(value))));
        }
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

    /** Walks through a schema; only a place below {@code properties} alone can be found in the arguments. */
    private static final class Search {

        private final Map<String, Path> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable String problem;

        void look(JsonObject schema, Path path, boolean reachable) {
            if (schema.has(ANNOTATION)) {
                annotated(schema, path, reachable);
            }
            schema.members().forEach((keyword, value) -> {
                if (keyword.equals("properties") && value instanceof JsonObject properties) {
                    properties.members().forEach((name, property) -> {
                        if (property instanceof JsonObject definition) {
                            look(definition, path.child(name), reachable);
                        }
                    });
                } else if (!DATA.contains(keyword)) {
                    elsewhere(value, path);
                }
            });
        }

        private void elsewhere(JsonValue value, Path path) {
            if (value instanceof JsonObject schema) {
                look(schema, path, false);
            } else if (value instanceof JsonArray array) {
                array.items().forEach(item -> elsewhere(item, path));
            }
        }

        /** An argument that may be null needs no header where it is null. */
        private static boolean isAllowed(@Nullable JsonValue type) {
            if (type instanceof JsonArray types) {
                List<JsonValue> others = types.items().stream()
                        .filter(each -> !each.equals(NULL))
                        .toList();
                return others.size() == 1 && isAllowed(others.get(0));
            }
            return type instanceof JsonString text && ALLOWED_TYPES.contains(text.value());
        }

        private void annotated(JsonObject schema, Path path, boolean reachable) {
            String at = "has an " + ANNOTATION + " at " + String.join(".", path.members());
            if (!(schema.get(ANNOTATION) instanceof JsonString name)
                    || !TOKEN.matcher(name.value()).matches()) {
                problem = at + " that is no header name: " + schema.get(ANNOTATION);
            } else if (!reachable || path.members().isEmpty()) {
                problem = at + " that is not reached through properties alone";
            } else if (!isAllowed(schema.get("type"))) {
                problem = at + " on a parameter that is no string, integer or boolean";
            } else if (found.put(name.value(), path) != null) {
                problem = at + " with the name of another: " + name.value();
            }
        }
    }
}
