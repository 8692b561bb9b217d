/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.Inclusion;
import dev.mcpjunit.drift.schema.SchemaInclusion;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What breaks whatever a part accepted that was unusable and is repaired: arguments that have no value any more, and
 * arguments that it demands and that were unknown before.
 */
final class RepairedParts {

    /** How many arguments are tried. */
    private static final int MOST_TRIED = 25;

    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    /** Keywords whose schemas describe the same value, but for those that ask for names. */
    private static final Set<String> SAME_VALUE =
            Set.of("allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas", "dependencies");

    private static final Set<String> NAMES = Set.of("dependentRequired", "dependencies");

    private final UnusableParts usable;
    private final JsonValue before;
    private final JsonValue now;
    private final Subject subject;
    private final SchemaQuestion question;
    private final Set<String> known = new HashSet<>();

    private RepairedParts(
            UnusableParts usable, JsonValue before, JsonValue now, Subject subject, SchemaQuestion question) {
        this.usable = usable;
        this.before = before;
        this.now = now;
        this.subject = subject;
        this.question = question;
    }

    /** Find what breaks; empty unless something was repaired. */
    static List<Change> breaks(
            UnusableParts usable, JsonValue before, JsonValue now, Subject subject, SchemaQuestion question) {
        if (usable.repaired().isEmpty() || !(now instanceof JsonObject young)) {
            return List.of();
        }
        var parts = new RepairedParts(usable, before, now, subject, question);
        var changes = new ArrayList<Change>();
        parts.withoutValue(young, changes);
        if (changes.isEmpty()) {
            parts.demanding(changes);
        }
        return changes;
    }

    private void withoutValue(JsonObject young, List<Change> changes) {
        if (!AddedSchema.canBeCalled(young, question)) {
            if (AddedSchema.canBeCalled(usable.before() instanceof JsonObject old ? old : JsonObject.EMPTY, question)) {
                changes.add(breaking(JsonPointer.ROOT, "no arguments are valid, so that no client can call the tool"));
            }
            return;
        }
        Map<String, JsonValue> old =
                before instanceof JsonObject schema ? SchemaPair.properties(schema) : Map.<String, JsonValue>of();
        SchemaPair.properties(young).entrySet().stream()
                .filter(property -> old.containsKey(property.getKey()))
                .limit(MOST_TRIED)
                .filter(property -> !mayBeSent(young, property.getKey()) && wasSent(property.getKey()))
                .forEach(property -> changes.add(withoutValue(property.getKey())));
        usable.repaired().stream()
                .map(SchemaDefect::place)
                .distinct()
                .limit(MOST_TRIED)
                .filter(place -> place.find(now)
                        .filter(JsonObject.class::isInstance)
                        .filter(schema -> BoundChanged.leavesNothing((JsonObject) schema))
                        .isPresent())
                .forEach(place -> changes.add(breaking(place, "only an empty value is valid, or none")));
    }

    private Change withoutValue(String name) {
        return breaking(
                JsonPointer.ROOT.child("properties").child(name), "no value of '" + name + "' is valid any more");
    }

    private boolean wasSent(String name) {
        return usable.before() instanceof JsonObject old && mayBeSent(old, name);
    }

    private static boolean mayBeSent(JsonObject schema, String name) {
        JsonObject sent = schema.has("type")
                ? schema
                : schema.toBuilder().put("type", "object").build();
        var names = new LinkedHashSet<>(SchemaPair.required(schema));
        names.add(name);
        return SchemaProof.isSatisfiable(
                sent.toBuilder().put("required", List.copyOf(names)).build(), QUICK);
    }

    private void demanding(List<Change> changes) {
        collect(before);
        usable.repaired().stream()
                .map(RepairedParts::part)
                .distinct()
                .limit(MOST_TRIED)
                .filter(this::demands)
                .forEach(part ->
                        changes.add(breaking(part, "an argument is required here that no caller could know before")));
    }

    /** The part as a whole: branches may have changed their order. */
    private static JsonPointer part(SchemaDefect defect) {
        if ((defect.kind() == SchemaDefect.Kind.ARGUMENT && NAMES.contains(defect.member()))
                || SAME_VALUE.contains(defect.member())) {
            return defect.at();
        }
        JsonPointer place = defect.place();
        JsonPointer top = place;
        for (Optional<SchemaStep> step = SchemaStep.to(place);
                step.filter(each -> SAME_VALUE.contains(each.keyword()) || NAMES.contains(each.keyword()))
                        .isPresent();
                step = SchemaStep.to(step.get().parent())) {
            top = step.get().list();
        }
        return top;
    }

    /** Every name of an argument that the old schema mentions. */
    private void collect(JsonValue value) {
        if (value instanceof JsonObject object) {
            object.object("properties").ifPresent(properties -> known.addAll(properties.names()));
            object.array("required").ifPresent(names -> known.addAll(texts(names)));
            object.members().values().forEach(this::collect);
        } else if (value instanceof JsonArray array) {
            array.items().forEach(this::collect);
        }
    }

    private static List<String> texts(JsonArray names) {
        return names.items().stream()
                .filter(JsonString.class::isInstance)
                .map(name -> ((JsonString) name).value())
                .toList();
    }

    /** Whether a part refuses a call only because arguments are absent from it that the old schema did not have. */
    private boolean demands(JsonPointer part) {
        Optional<SchemaStep> step = SchemaStep.to(part);
        JsonPointer around = step.filter(each -> SAME_VALUE.contains(each.keyword()) || NAMES.contains(each.keyword()))
                .map(SchemaStep::parent)
                .orElse(part);
        if (around.equals(part)
                || !(around.find(before).orElse(JsonBoolean.TRUE) instanceof JsonObject old)
                || SchemaPair.properties(old).isEmpty()
                || !(around.find(now).orElse(JsonBoolean.TRUE) instanceof JsonObject young)) {
            return false;
        }
        String keyword = step.orElseThrow().keyword();
        JsonValue argument = young.get(keyword);
        if (argument == null) {
            return false;
        }
        Map<String, JsonValue> own = SchemaPair.properties(young);
        Set<String> demanded = new LinkedHashSet<>();
        JsonValue mild = without(argument, keyword, own, demanded);
        if (demanded.isEmpty()) {
            return false;
        }
        var properties = new LinkedHashMap<>(own);
        demanded.forEach(name -> properties.put(name, JsonBoolean.FALSE));
        JsonObject calls = young.toBuilder()
                .put(keyword, mild)
                .put("properties", JsonObject.of(properties))
                .build();
        // Where another known argument would do, the old part may have demanded that one.
        Set<String> all = new LinkedHashSet<>(SchemaPair.required(young));
        all.addAll(own.keySet());
        all.retainAll(known);
        JsonValue full = new Edit(around, any -> calls.toBuilder()
                        .put("required", List.copyOf(all))
                        .build())
                .in(now);
        JsonValue left = SchemaProof.isSatisfiable(full, QUICK) ? full : new Edit(around, any -> calls).in(now);
        return SchemaInclusion.check(left, now, question.contentModel(), question.budget())
                instanceof Inclusion.Refuted;
    }

    /** The argument of a keyword without the names in it that are new and have no default. */
    private JsonValue without(JsonValue argument, String keyword, Map<String, JsonValue> own, Set<String> demanded) {
        boolean named = keyword.equals("dependentSchemas") || NAMES.contains(keyword);
        if (argument instanceof JsonObject members && named) {
            var left = new LinkedHashMap<String, JsonValue>();
            members.members().forEach((name, value) -> left.put(name, milder(value, own, demanded)));
            return JsonObject.of(left);
        }
        return argument instanceof JsonArray list
                ? new JsonArray(list.items().stream()
                        .map(branch -> milder(branch, own, demanded))
                        .toList())
                : milder(argument, own, demanded);
    }

    private JsonValue milder(JsonValue value, Map<String, JsonValue> own, Set<String> demanded) {
        if (value instanceof JsonArray names) {
            return new JsonArray(names.items().stream()
                    .filter(name -> !(name instanceof JsonString text) || !isNew(text.value(), own, demanded))
                    .toList());
        }
        if (!(value instanceof JsonObject schema)) {
            return value;
        }
        var left = new LinkedHashMap<String, JsonValue>();
        schema.members().forEach((keyword, argument) -> {
            if (keyword.equals("required")) {
                left.put(keyword, milder(argument, own, demanded));
            } else {
                boolean inside = SAME_VALUE.contains(keyword) || NAMES.contains(keyword);
                left.put(keyword, inside ? without(argument, keyword, own, demanded) : argument);
            }
        });
        return JsonObject.of(left);
    }

    private boolean isNew(String name, Map<String, JsonValue> own, Set<String> demanded) {
        JsonValue property = own.get(name);
        boolean filledIn = property != null
                && Defaults.has(
                        new Place(JsonPointer.ROOT.child("properties").child(name), property), new SchemaDocument(now));
        if (known.contains(name) || filledIn) {
            return false;
        }
        demanded.add(name);
        return true;
    }

    private Change breaking(JsonPointer at, String words) {
        return Change.contract(
                SchemaChanges.prefix(Direction.INPUT) + "schema-narrowed",
                subject,
                SchemaChanges.under(Direction.INPUT, at),
                Compatibility.BREAKING,
                words);
    }
}
