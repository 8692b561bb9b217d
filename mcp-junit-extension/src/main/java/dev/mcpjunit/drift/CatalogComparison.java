/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Compares two catalogs. The order of lists and of keys, and hints that say what is the case without them, make no
 * difference; neither do the server's version and the protocol revision, which are expected to move.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CatalogComparison {

    private final List<Difference> differences = new ArrayList<>();

    private CatalogComparison() {}

    /**
     * Compare two catalogs.
     *
     * @param before the older one
     * @param after the newer one
     * @return the differences, by subject and place; empty when there are none; never {@code null}
     */
    public static List<Difference> compare(Catalog before, Catalog after) {
        var comparison = new CatalogComparison();
        comparison.value(
                "server",
                JsonPointer.ROOT.child("capabilities"),
                Optional.of(before.server().capabilities()),
                Optional.of(after.server().capabilities()));
        comparison.value(
                "server",
                JsonPointer.ROOT.child("instructions"),
                before.server().instructions().map(JsonValue::of),
                after.server().instructions().map(JsonValue::of));
        comparison.entries("tools", before.tools(), after.tools(), Tool::name, tool -> NormalForm.tool(tool.raw()));
        comparison.entries("prompts", before.prompts(), after.prompts(), Prompt::name, Prompt::raw);
        comparison.entries("resources", before.resources(), after.resources(), Resource::uri, Resource::raw);
        comparison.entries(
                "resourceTemplates",
                before.resourceTemplates(),
                after.resourceTemplates(),
                ResourceTemplate::uriTemplate,
                ResourceTemplate::raw);
        return List.copyOf(comparison.differences);
    }

    private <T> void entries(
            String kind, List<T> before, List<T> after, Function<T, String> name, Function<T, JsonObject> form) {
        Map<String, List<JsonObject>> old = byName(before, name, form);
        Map<String, List<JsonObject>> now = byName(after, name, form);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String each : names) {
            List<JsonObject> olds = old.getOrDefault(each, List.of());
            List<JsonObject> nows = now.getOrDefault(each, List.of());
            // A name that is listed twice is compared entry by entry: the second one is not hidden by the first.
            for (int i = 0; i < Math.max(olds.size(), nows.size()); i++) {
                value(kind + "/" + each, JsonPointer.ROOT, at(olds, i), at(nows, i));
            }
        }
    }

    private static <T> Map<String, List<JsonObject>> byName(
            List<T> entries, Function<T, String> name, Function<T, JsonObject> form) {
        return entries.stream()
                .collect(groupingBy(name, TreeMap::new, java.util.stream.Collectors.mapping(form, toList())));
    }

    private static Optional<JsonValue> at(List<JsonObject> entries, int index) {
        return index < entries.size() ? Optional.of(entries.get(index)) : Optional.empty();
    }

    private void value(String subject, JsonPointer at, Optional<JsonValue> before, Optional<JsonValue> after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isPresent() && after.isPresent()) {
            if (before.get() instanceof JsonObject old && after.get() instanceof JsonObject now) {
                members(subject, at, old, now);
                return;
            }
            if (before.get() instanceof JsonArray old
                    && after.get() instanceof JsonArray now
                    && items(subject, at, old, now)) {
                return;
            }
        }
        differences.add(new Difference(subject, at, before, after));
    }

    private void members(String subject, JsonPointer at, JsonObject before, JsonObject after) {
        var names = new LinkedHashMap<String, JsonValue>(new TreeMap<>(before.members()));
        names.putAll(new TreeMap<>(after.members()));
        for (String name : names.keySet()) {
            value(subject, at.child(name), Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
        }
    }

    /** Lists of one length differ item by item; of plain values, by what came and went; else as a whole. */
    private boolean items(String subject, JsonPointer at, JsonArray before, JsonArray after) {
        if (before.items().size() == after.items().size()) {
            for (int i = 0; i < before.items().size(); i++) {
                value(
                        subject,
                        at.child(i),
                        Optional.of(before.items().get(i)),
                        Optional.of(after.items().get(i)));
            }
            return true;
        }
        var gone = new ArrayList<>(before.items());
        after.items().forEach(gone::remove);
        var come = new ArrayList<>(after.items());
        before.items().forEach(come::remove);
        gone.forEach(item -> differences.add(new Difference(subject, at, Optional.of(item), Optional.empty())));
        come.forEach(item -> differences.add(new Difference(subject, at, Optional.empty(), Optional.of(item))));
        return !gone.isEmpty() || !come.isEmpty();
    }
}
