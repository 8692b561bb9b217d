/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_04;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_2019_09;
import static dev.mcpjunit.json.internal.schema.SchemaDialect.DRAFT_2020_12;

import dev.mcpjunit.drift.internal.schema.normal.Vocabulary.Shape;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One schema object of any dialect in the keywords of 2020-12; what stands inside it is not looked at. */
final class Translation {

    /** What stands for {@code $recursiveRef} on its way: a reference that no schema can contain. */
    static final String RECURSIVE = "urn:recursive:#";

    private final JsonPointer at;
    private final JsonObject schema;
    private final SchemaDialect dialect;
    private final Map<Vocabulary, Argument> arguments = new EnumMap<>(Vocabulary.class);

    private Translation(JsonPointer at, JsonObject schema, SchemaDialect dialect) {
        this.at = at;
        this.schema = schema;
        this.dialect = dialect;
    }

    static Map<Vocabulary, Argument> of(JsonPointer at, JsonObject schema, SchemaDialect dialect) {
        var translation = new Translation(at, schema, dialect);
        translation.references();
        if (dialect.atLeast(DRAFT_2019_09) || !translation.arguments.containsKey(Vocabulary.REF)) {
            translation.keywords();
            translation.items();
            translation.dependencies();
            translation.exclusiveFlags();
        }
        return translation.arguments;
    }

    private void references() {
        copy(Vocabulary.REF, at);
        if (dialect == DRAFT_2019_09 && schema.get("$recursiveRef") instanceof JsonString) {
            arguments.put(Vocabulary.DYNAMIC_REF, new Argument(at, new JsonString(RECURSIVE)));
        } else if (dialect == DRAFT_2020_12) {
            copy(Vocabulary.DYNAMIC_REF, at);
        }
    }

    private void copy(Vocabulary keyword, JsonPointer place) {
        JsonValue argument = schema.get(keyword.keyword());
        if (argument != null) {
            arguments.put(keyword, new Argument(place, argument));
        }
    }

    private void keywords() {
        for (Vocabulary keyword : Vocabulary.values()) {
            if (keyword.isIn(dialect) && keyword != Vocabulary.REF && keyword != Vocabulary.DYNAMIC_REF) {
                copy(keyword, at.child(keyword.keyword()));
            }
        }
    }

    /** Before 2020-12 an array under {@code items} was a tuple, and {@code additionalItems} said what may follow. */
    private void items() {
        if (dialect != DRAFT_2020_12 && schema.get("items") instanceof JsonArray tuple) {
            arguments.put(Vocabulary.PREFIX_ITEMS, new Argument(at.child("items"), tuple));
            arguments.remove(Vocabulary.ITEMS);
            JsonValue rest = schema.get("additionalItems");
            if (rest != null) {
                arguments.put(Vocabulary.ITEMS, new Argument(at.child("additionalItems"), rest));
            }
        }
    }

    /** The newer dialects split {@code dependencies} in two; a schema that still has it means it. */
    private void dependencies() {
        if (!(schema.get("dependencies") instanceof JsonObject dependencies)) {
            return;
        }
        var required = new LinkedHashMap<String, JsonValue>();
        var schemas = new LinkedHashMap<String, JsonValue>();
        dependencies.members().forEach((name, dependency) -> {
            if (Shape.NAMES.fits(dependency)) {
                required.put(name, dependency);
            } else {
                schemas.put(name, dependency);
            }
        });
        if (!required.isEmpty()) {
            arguments.merge(
                    Vocabulary.DEPENDENT_REQUIRED,
                    new Argument(at, JsonObject.of(required)),
                    (split, whole) -> new Argument(at, union(split.value(), required)));
        }
        if (!schemas.isEmpty() && !arguments.containsKey(Vocabulary.DEPENDENT_SCHEMAS)) {
            arguments.put(Vocabulary.DEPENDENT_SCHEMAS, new Argument(at.child("dependencies"), JsonObject.of(schemas)));
        }
    }

    private static JsonValue union(JsonValue split, Map<String, JsonValue> whole) {
        if (!Shape.NAMES_BY_NAME.fits(split)) {
            return split;
        }
        var union = new LinkedHashMap<>(((JsonObject) split).members());
        whole.forEach((name, names) -> union.merge(name, names, Translation::union));
        return JsonObject.of(union);
    }

    private static JsonValue union(JsonValue one, JsonValue other) {
        Set<JsonValue> names = new LinkedHashSet<>(((JsonArray) one).items());
        names.addAll(((JsonArray) other).items());
        return new JsonArray(names.stream().toList());
    }

    /** In draft 4 a bound was made exclusive by a flag beside it. */
    private void exclusiveFlags() {
        if (dialect == DRAFT_04) {
            exclusiveFlag(Vocabulary.MINIMUM, Vocabulary.EXCLUSIVE_MINIMUM);
            exclusiveFlag(Vocabulary.MAXIMUM, Vocabulary.EXCLUSIVE_MAXIMUM);
        }
    }

    private void exclusiveFlag(Vocabulary inclusive, Vocabulary exclusive) {
        Argument bound = arguments.get(inclusive);
        if (bound != null && schema.get(exclusive.keyword()) == JsonBoolean.TRUE) {
            arguments.remove(inclusive);
            arguments.put(exclusive, bound);
        }
    }
}
