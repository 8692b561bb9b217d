/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Which definitions of a schema something refers to. No value is ever checked by the others. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UsedDefinitions {

    private static final Set<String> DYNAMIC = Set.of(Keyword.DYNAMIC_REF.keyword(), Keyword.RECURSIVE_REF.keyword());

    private record Place(JsonPointer pointer, JsonValue value) {}

    private final SchemaReferences references;
    private final Set<JsonPointer> visited = new HashSet<>();
    private final Set<JsonPointer> definitions = new HashSet<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private boolean all;

    private UsedDefinitions(JsonValue root, SchemaDialect dialect) {
        this.references = SchemaReferences.in(root, dialect);
        open.add(new Place(JsonPointer.ROOT, root));
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (visited.add(place.pointer) && place.value instanceof JsonObject schema) {
                schema.string(Keyword.REF.keyword()).ifPresent(reference -> follow(place.pointer, reference));
                all |= DYNAMIC.stream().anyMatch(schema::has);
                Subschemas.children(
                        place.pointer,
                        schema,
                        keyword -> !isDefinitions(keyword),
                        (pointer, value) -> open.add(new Place(pointer, value)));
                Subschemas.children(
                        place.pointer,
                        schema,
                        UsedDefinitions::isDefinitions,
                        (pointer, value) -> definitions.add(pointer));
            }
        }
    }

    /** Follow all references of a schema from its root on. */
    public static UsedDefinitions in(JsonValue schema, SchemaDialect dialect) {
        return new UsedDefinitions(schema, dialect);
    }

    private void follow(JsonPointer from, String reference) {
        if (references.follow(from, reference) instanceof Local local) {
            open.add(new Place(local.location(), local.schema()));
        }
    }

    /**
     * Whether a value can meet what stands at a place: it is in no definition, or in one that is referred to. Where a
     * dynamic reference may lead is not followed, so that every definition counts.
     */
    public boolean include(JsonPointer place) {
        List<String> tokens = place.tokens();
        boolean used = true;
        for (int length = 0; length <= tokens.size() && !all; length++) {
            var around = new JsonPointer(tokens.subList(0, length));
            used = visited.contains(around) || (used && !definitions.contains(around));
        }
        return all || used;
    }

    private static boolean isDefinitions(Keyword keyword) {
        return keyword == Keyword.DEFS || keyword == Keyword.DEFINITIONS;
    }
}
