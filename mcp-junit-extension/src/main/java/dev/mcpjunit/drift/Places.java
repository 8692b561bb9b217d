/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import java.util.List;
import java.util.function.Function;

/** The places that a catalog has, as a pattern names them: entries by name. */
final class Places {

    private final PointerPattern pattern;

    private Places(PointerPattern pattern) {
        this.pattern = pattern;
    }

    /** Whether a pattern matches a place of a catalog. */
    static boolean has(Catalog catalog, PointerPattern pattern) {
        var places = new Places(pattern);
        return places.isIn(JsonPointer.ROOT.child("image"), JsonObject.EMPTY)
                || places.isIn(JsonPointer.ROOT.child("protocolVersion"), JsonObject.EMPTY)
                || places.isIn(JsonPointer.ROOT.child("instructions"), JsonObject.EMPTY)
                || places.isIn(
                        JsonPointer.ROOT.child("serverInfo"), catalog.server().info())
                || places.isIn(
                        JsonPointer.ROOT.child("capabilities"), catalog.server().capabilities())
                || places.areIn("tools", catalog.tools(), tool -> tool.name(), tool -> tool.raw())
                || places.areIn("prompts", catalog.prompts(), prompt -> prompt.name(), prompt -> prompt.raw())
                || places.areIn("resources", catalog.resources(), resource -> resource.uri(), each -> each.raw())
                || places.areIn(
                        "resourceTemplates",
                        catalog.resourceTemplates(),
                        template -> template.uriTemplate(),
                        template -> template.raw());
    }

    private <T> boolean areIn(
            String list, List<T> entries, Function<T, String> name, Function<T, JsonObject> declaration) {
        JsonPointer root = JsonPointer.ROOT.child(list);
        return pattern.matches(root)
                || entries.stream().anyMatch(entry -> isIn(root.child(name.apply(entry)), declaration.apply(entry)));
    }

    private boolean isIn(JsonPointer at, JsonValue value) {
        if (pattern.matches(at)) {
            return true;
        }
        if (!pattern.mayMatchBelow(at)) {
            return false;
        }
        if (value instanceof JsonObject object) {
            return object.members().entrySet().stream()
                    .anyMatch(member -> isIn(at.child(member.getKey()), member.getValue()));
        }
        if (!(value instanceof JsonArray array)) {
            return false;
        }
        for (int i = 0; i < array.items().size(); i++) {
            JsonValue item = array.items().get(i);
            boolean byName = item instanceof JsonObject entry
                    && entry.get("name") instanceof JsonString name
                    && isIn(at.child(name.value()), item);
            if (byName || isIn(at.child(i), item)) {
                return true;
            }
        }
        return false;
    }
}
