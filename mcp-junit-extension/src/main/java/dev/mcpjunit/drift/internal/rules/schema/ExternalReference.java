/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code external-reference}: a reference to another document that was not there before. Clients must not fetch it, and
 * its owner could change the schema at any time.
 */
final class ExternalReference {

    private ExternalReference() {}

    /** Compare two schemas as they are written. */
    static List<Finding> look(JsonValue oldSchema, JsonValue newSchema) {
        Map<String, JsonPointer> before = new LinkedHashMap<>();
        Map<String, JsonPointer> now = new LinkedHashMap<>();
        collect(oldSchema, JsonPointer.ROOT, before, identifiers(oldSchema));
        collect(newSchema, JsonPointer.ROOT, now, identifiers(newSchema));
        now.keySet().removeAll(before.keySet());
        var findings = new ArrayList<Finding>();
        now.forEach((reference, at) -> findings.add(Finding.note(
                "external-reference",
                at,
                Compatibility.BREAKING,
                Aspect.CONTRACT,
                Trust.SUSPICIOUS,
                "part of the schema is elsewhere now, at " + reference + ", and clients must not fetch it")));
        return findings;
    }

    private static void collect(JsonValue value, JsonPointer at, Map<String, JsonPointer> found, Set<String> embedded) {
        if (value instanceof JsonObject object) {
            for (String keyword : List.of("$ref", "$dynamicRef")) {
                object.string(keyword)
                        .filter(reference -> !isInside(reference, embedded))
                        .ifPresent(reference -> found.putIfAbsent(reference, at.child(keyword)));
            }
            object.members().forEach((name, inner) -> collect(inner, at.child(name), found, embedded));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                collect(array.items().get(i), at.child(i), found, embedded);
            }
        }
    }

    /** A document may have others in it, each with a name of its own. */
    private static boolean isInside(String reference, Set<String> embedded) {
        String document = reference.replaceFirst("#.*$", "");
        return document.isEmpty()
                || embedded.stream()
                        .anyMatch(name -> name.equals(document) || (!isAbsolute(document) && name.endsWith(document)));
    }

    private static boolean isAbsolute(String reference) {
        return reference.matches("(?i)[a-z][a-z0-9+.-]*:.*");
    }

    private static Set<String> identifiers(JsonValue value) {
        var names = new HashSet<String>();
        if (value instanceof JsonObject object) {
            object.string("$id").ifPresent(names::add);
            object.members().values().forEach(inner -> names.addAll(identifiers(inner)));
        } else if (value instanceof JsonArray array) {
            array.forEach(inner -> names.addAll(identifiers(inner)));
        }
        return names;
    }
}
