/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code header-invalid}: a mirrored header that the protocol does not allow. Clients have to drop the whole tool then.
 * A header's name is a token of HTTP, is given once, and mirrors an argument that is no object and no array.
 */
final class HeaderInvalid implements SchemaRule {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Set<String> COMPOUND = Set.of("object", "array");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (direction == Direction.OUTPUT || pair.conventions().contains(Convention.STDIO_ONLY)) {
            return List.of();
        }
        Map<JsonPointer, String> now = faults(pair.now());
        now.keySet().removeAll(faults(pair.before()).keySet());
        return findings(now);
    }

    /** The faults of a schema that is new. */
    static List<Finding> in(JsonObject schema) {
        return findings(faults(schema));
    }

    private static List<Finding> findings(Map<JsonPointer, String> faults) {
        var findings = new ArrayList<Finding>();
        faults.forEach((at, fault) -> findings.add(Finding.note(
                "header-invalid",
                at,
                Compatibility.BREAKING,
                Aspect.CONTRACT,
                Trust.NONE,
                fault + "; clients have to drop the tool")));
        return findings;
    }

    private static Map<JsonPointer, String> faults(JsonObject schema) {
        Map<JsonPointer, String> faults = new LinkedHashMap<>();
        collect(schema, JsonPointer.ROOT, new HashSet<>(), faults, 0);
        return faults;
    }

    private static void collect(
            JsonObject schema, JsonPointer at, Set<String> names, Map<JsonPointer, String> faults, int depth) {
        JsonValue header = schema.get(HeaderChanged.KEYWORD);
        if (header != null) {
            JsonPointer place = at.child(HeaderChanged.KEYWORD);
            if (!(header instanceof JsonString name)
                    || !TOKEN.matcher(name.value()).matches()) {
                faults.put(place, header + " is no name of a header");
            } else if (!names.add(name.value().toLowerCase(Locale.ROOT))) {
                faults.put(place, "the header " + header + " mirrors more than one argument");
            } else if (Types.of(schema)
                    .filter(types -> types.stream().anyMatch(COMPOUND::contains))
                    .isPresent()) {
                faults.put(place, "the header " + header + " mirrors an object or an array");
            }
        }
        schema.members().forEach((keyword, value) -> {
            if (depth < SchemaWalk.DEEPEST && !Unordered.DATA.contains(keyword)) {
                inside(keyword, value, at.child(keyword), names, faults, depth + 1);
            }
        });
    }

    /** Clients look for headers at arguments, and at the properties of arguments that are objects. */
    private static void inside(
            String keyword,
            JsonValue value,
            JsonPointer at,
            Set<String> names,
            Map<JsonPointer, String> faults,
            int depth) {
        if (Unordered.NAMED_SCHEMAS.contains(keyword) && value instanceof JsonObject schemas) {
            schemas.members().forEach((name, schema) -> {
                if (keyword.equals("properties") && schema instanceof JsonObject property) {
                    collect(property, at.child(name), names, faults, depth);
                } else {
                    hidden(schema, at.child(name), faults, depth);
                }
            });
        } else {
            hidden(value, at, faults, depth);
        }
    }

    private static void hidden(JsonValue value, JsonPointer at, Map<JsonPointer, String> faults, int depth) {
        if (depth > SchemaWalk.DEEPEST) {
            return;
        }
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                hidden(array.items().get(i), at.child(i), faults, depth + 1);
            }
        } else if (value instanceof JsonObject object) {
            if (object.get(HeaderChanged.KEYWORD) instanceof JsonString header) {
                faults.put(at.child(HeaderChanged.KEYWORD), "the header " + header + " is not that of an argument");
            }
            object.members().forEach((name, inner) -> {
                if (!Unordered.DATA.contains(name)) {
                    hidden(inner, at.child(name), faults, depth + 1);
                }
            });
        }
    }
}
