/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefects;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.UsedDefinitions;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What makes known clients refuse the whole list of tools because of one tool. Which client refuses what was measured
 * with the clients themselves.
 */
final class RefusedShapes {

    private static final List<String> HINTS =
            List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    /** The keywords whose broken arguments the validator of a client does not compile. */
    private static final Set<String> NOT_COMPILED =
            Set.of("type", "required", "enum", "pattern", "patternProperties", "exclusiveMinimum", "exclusiveMaximum");

    private static final Set<String> TASK_SUPPORT = Set.of("required", "optional", "forbidden");

    /**
     * From here on schemas of results may have any type, and clients leave the members of schemas to their validator.
     */
    private static final String ANY_RESULT = "2026-07-28";

    /**
     * A shape that clients refuse.
     *
     * @param at the place in the tool
     * @param problem what is wrong
     * @param clients which clients lose the list
     */
    record Refusal(JsonPointer at, String problem, RefusingClients clients) {

        String words() {
            return problem + ": " + clients.words();
        }

        /**
         * Whether another refusal of the tool makes the same clients lose the list, at this place or for this reason.
         */
        private boolean isLike(Refusal other) {
            List<String> around = other.at.tokens();
            boolean samePlace = at.tokens().size() >= around.size()
                    && at.tokens().subList(0, around.size()).equals(around);
            return (samePlace && other.clients.includes(clients))
                    || (problem.equals(other.problem) && clients.equals(other.clients));
        }
    }

    private final List<Refusal> refusals = new ArrayList<>();

    private RefusedShapes() {}

    static List<Refusal> of(Tool tool, ProtocolRevision revision) {
        var shapes = new RefusedShapes();
        JsonObject raw = tool.raw();
        boolean any = revision.date().compareTo(ANY_RESULT) >= 0;
        shapes.name(raw.get("name"));
        shapes.optional(raw, "title", JsonString.class::isInstance, "is no string", RefusingClients::ofText);
        shapes.optional(raw, "description", JsonString.class::isInstance, "is no string", RefusingClients::ofText);
        shapes.icons(raw);
        shapes.annotations(raw);
        shapes.execution(raw);
        shapes.optional(raw, "_meta", JsonObject.class::isInstance, "is no object", RefusingClients::ofObject);
        JsonValue input = raw.get("inputSchema");
        if (input == null) {
            shapes.add(at("inputSchema"), "'inputSchema' is missing", RefusingClients.OF_MISSING_INPUT);
        } else {
            shapes.schema("inputSchema", input, true, any);
        }
        JsonValue output = raw.get("outputSchema");
        if (output != null) {
            shapes.schema("outputSchema", output, !any, any);
        }
        if (!any) {
            raw.object("outputSchema").ifPresent(shapes::uncompilable);
        }
        return List.copyOf(shapes.refusals);
    }

    private static JsonPointer at(String... tokens) {
        return ToolPair.at(tokens);
    }

    private void add(JsonPointer at, String problem, RefusingClients clients) {
        refusals.add(new Refusal(at, problem, clients));
    }

    private void name(@Nullable JsonValue name) {
        if (name == null) {
            add(at("name"), "'name' is missing", RefusingClients.OF_MISSING_NAME);
        } else if (!(name instanceof JsonString text)) {
            add(at("name"), "'name' is no string", RefusingClients.ofName(name));
        } else if (text.value().isEmpty()) {
            add(at("name"), "'name' is empty", RefusingClients.OF_EMPTY_NAME);
        }
    }

    private void optional(
            JsonObject parent,
            String member,
            Predicate<JsonValue> test,
            String problem,
            Function<JsonValue, RefusingClients> clients) {
        JsonValue value = parent.get(member);
        if (value != null && !test.test(value)) {
            add(at(member), "'" + member + "' " + problem, clients.apply(value));
        }
    }

    private void icons(JsonObject raw) {
        optional(raw, "icons", JsonArray.class::isInstance, "is no list", RefusingClients::ofIcons);
        int index = 0;
        for (JsonValue icon : raw.array("icons").orElse(JsonArray.EMPTY)) {
            JsonPointer at = at("icons", String.valueOf(index++));
            if (!(icon instanceof JsonObject object) || object.string("src").isEmpty()) {
                add(at, "an icon has no 'src'", RefusingClients.OF_ICONS_WITHOUT_SOURCE);
            } else if (object.get("sizes") != null && object.array("sizes").isEmpty()) {
                add(at.child("sizes"), "'sizes' of an icon is no list", RefusingClients.OF_SIZES);
            }
        }
    }

    private void annotations(JsonObject raw) {
        optional(raw, "annotations", JsonObject.class::isInstance, "is no object", RefusingClients::ofObject);
        raw.object("annotations").ifPresent(annotations -> {
            if (annotations.get("title") != null && annotations.string("title").isEmpty()) {
                add(at("annotations", "title"), "the annotation 'title' is no string", RefusingClients.OF_HINTS);
            }
            for (String hint : HINTS) {
                JsonValue value = annotations.get(hint);
                if (value != null && !(value instanceof JsonBoolean)) {
                    add(at("annotations", hint), "'" + hint + "' is neither true nor false", RefusingClients.OF_HINTS);
                }
            }
        });
    }

    private void execution(JsonObject raw) {
        optional(
                raw, "execution", JsonObject.class::isInstance, "is no object", value -> RefusingClients.ofExecution());
        raw.object("execution")
                .map(execution -> execution.get("taskSupport"))
                .filter(support -> !(support instanceof JsonString text && TASK_SUPPORT.contains(text.value())))
                .ifPresent(support -> add(
                        at("execution", "taskSupport"),
                        "'taskSupport' is none of required, optional, forbidden",
                        RefusingClients.ofTaskSupport(support)));
    }

    private void schema(String side, JsonValue value, boolean mustBeObject, boolean anyMembers) {
        if (!(value instanceof JsonObject schema)) {
            add(at(side), "'" + side + "' is no object", RefusingClients.ofSchema(side, value));
            return;
        }
        if (mustBeObject && schema.string("type").filter("object"::equals).isEmpty()) {
            add(at(side), "the type of '" + side + "' is not 'object'", RefusingClients.ofType(side, schema));
        }
        if (anyMembers) {
            return;
        }
        JsonValue properties = schema.get("properties");
        if (properties != null && !(properties instanceof JsonObject)) {
            add(at(side, "properties"), "'properties' is no object", RefusingClients.ofKeyword(side, properties));
        }
        JsonValue required = schema.get("required");
        if (required != null && !isListOfStrings(required)) {
            add(at(side, "required"), "'required' is no list of strings", RefusingClients.ofKeyword(side, required));
        }
        schema.object("properties")
                .map(JsonObject::members)
                .ifPresent(members -> members.forEach((name, member) -> {
                    if (!(member instanceof JsonObject) && !(member instanceof JsonArray)) {
                        add(
                                at(side, "properties", name),
                                "the schema of '" + name + "' is " + member + " and no object",
                                RefusingClients.OF_MEMBERS);
                    }
                }));
    }

    /** One client compiles the schemas of all results when it lists the tools. */
    private void uncompilable(JsonObject schema) {
        Set<JsonPointer> reported = refusals.stream().map(Refusal::at).collect(toSet());
        var used = UsedDefinitions.in(schema, SchemaDialect.DRAFT_07);
        for (SchemaDefect defect : SchemaDefects.in(schema, SchemaDialect.DRAFT_07)) {
            JsonPointer at = at("outputSchema");
            for (String token : defect.at().tokens()) {
                at = at.child(token);
            }
            if (!reported.contains(at)
                    && used.include(defect.place())
                    && (defect.kind() != SchemaDefect.Kind.ARGUMENT || NOT_COMPILED.contains(defect.member()))) {
                add(at, defect.problem(), RefusingClients.OF_UNUSABLE_RESULTS);
            }
        }
    }

    private static boolean isListOfStrings(JsonValue value) {
        return value instanceof JsonArray array && array.items().stream().allMatch(JsonString.class::isInstance);
    }

    /** The shapes that a catalog has and the old one had not. */
    static List<Change> introduced(Catalog before, Catalog now) {
        return changes(before, now, false);
    }

    /** The shapes that the old catalog has already. */
    static List<Change> known(Catalog before, Catalog now) {
        return changes(before, now, true);
    }

    private static List<Change> changes(Catalog before, Catalog now, boolean known) {
        Map<String, Set<Refusal>> olds = new HashMap<>();
        for (Tool tool : before.tools()) {
            olds.computeIfAbsent(tool.name(), name -> new HashSet<>())
                    .addAll(of(tool, before.server().protocol()));
        }
        return now.tools().stream()
                .flatMap(tool -> of(tool, now.server().protocol()).stream()
                        .filter(refusal -> known
                                == olds.getOrDefault(tool.name(), Set.of()).stream()
                                        .anyMatch(refusal::isLike))
                        .map(refusal -> Change.contract(
                                "tool.shape-refused",
                                Subject.tool(tool.name()),
                                refusal.at(),
                                Compatibility.INTEROP,
                                refusal.words())))
                .toList();
    }
}
