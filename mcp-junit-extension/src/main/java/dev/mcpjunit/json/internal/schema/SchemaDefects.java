/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Missing;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Remote;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Finds every part of a schema that is not usable in a dialect: arguments of the wrong shape, values that are no
 * schemas, references that lead nowhere or back to themselves, regular expressions that ECMA-262 does not know, and
 * counts beyond an int. The rest of the schema can be used as if those parts were not there.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaDefects {

    private static final Set<Keyword> REFERENCES = Set.of(Keyword.REF, Keyword.DYNAMIC_REF, Keyword.RECURSIVE_REF);

    private static final Set<Keyword> LEAST_COUNTS = Set.of(
            Keyword.MIN_LENGTH, Keyword.MIN_ITEMS, Keyword.MIN_PROPERTIES, Keyword.MIN_CONTAINS, Keyword.MAX_CONTAINS);

    private static final BigDecimal LARGEST_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);

    private static final int LONGEST_VALUE = 60;

    private final JsonValue root;
    private final SchemaDialect dialect;
    private final List<SchemaDefect> defects = new ArrayList<>();
    private Optional<SchemaReferences> references = Optional.empty();

    private SchemaDefects(JsonValue root, SchemaDialect dialect) {
        this.root = root;
        this.dialect = dialect;
    }

    /**
     * Look at a whole schema.
     *
     * @return the defects, outer ones first
     */
    public static List<SchemaDefect> in(JsonValue schema, SchemaDialect dialect) {
        var defects = new SchemaDefects(schema, dialect);
        if (!defects.isSchema(schema)) {
            defects.noSchema(JsonPointer.ROOT, schema);
        }
        // Older dialects do not know $defs, but what is referred to there is meant to be a schema.
        Subschemas.visit(schema, keyword -> keyword == Keyword.DEFS || keyword.isIn(dialect), defects::look);
        defects.references.ifPresent(known -> CircularReferences.in(schema, dialect, known)
                .forEach(circle -> defects.add(
                        circle,
                        Keyword.REF.keyword(),
                        new JsonString(reference(schema, circle)),
                        SchemaDefect.Kind.REFERENCE,
                        "the $ref '" + reference(schema, circle) + "' leads back to itself")));
        return List.copyOf(defects.defects);
    }

    private static String reference(JsonValue schema, JsonPointer at) {
        return at.find(schema)
                .map(JsonObject.class::cast)
                .flatMap(object -> object.string(Keyword.REF.keyword()))
                .orElseThrow();
    }

    private boolean isSchema(JsonValue value) {
        return value instanceof JsonObject || (value instanceof JsonBoolean && dialect != SchemaDialect.DRAFT_04);
    }

    private void look(JsonPointer at, JsonObject schema) {
        boolean onlyReference = !dialect.atLeast(SchemaDialect.DRAFT_2019_09) && schema.has("$ref");
        schema.members().forEach((name, argument) -> Keyword.named(name)
                .filter(keyword -> keyword.isIn(dialect))
                .ifPresent(keyword -> look(at, keyword, argument, onlyReference)));
    }

    private void look(JsonPointer at, Keyword keyword, JsonValue argument, boolean onlyReference) {
        Optional<String> expected = keyword.problem(argument, dialect);
        if (expected.isPresent()) {
            add(
                    at,
                    keyword.keyword(),
                    argument,
                    SchemaDefect.Kind.ARGUMENT,
                    problem(keyword, argument, expected.get()));
            return;
        }
        if (REFERENCES.contains(keyword)) {
            reference(at, keyword, ((JsonString) argument).value(), argument);
        } else if (keyword == Keyword.PATTERN) {
            pattern(at, keyword.keyword(), ((JsonString) argument).value(), argument);
        } else if (keyword == Keyword.PATTERN_PROPERTIES) {
            ((JsonObject) argument)
                    .members()
                    .forEach((pattern, schema) -> pattern(at.child(keyword.keyword()), pattern, pattern, schema));
        } else if (LEAST_COUNTS.contains(keyword)
                && argument instanceof JsonNumber count
                && count.value().compareTo(LARGEST_COUNT) > 0
                && !onlyReference) {
            add(
                    at,
                    keyword.keyword(),
                    argument,
                    SchemaDefect.Kind.ARGUMENT,
                    keyword.keyword() + " of " + argument + " is more than validators can count");
        }
        inside(at, keyword, argument);
    }

    private static String problem(Keyword keyword, JsonValue argument, String expected) {
        return keyword == Keyword.TYPE && argument instanceof JsonString
                ? argument + " is not a type of JSON Schema"
                : keyword.keyword() + " must be " + expected + ", but is " + shortened(argument);
    }

    private static String shortened(JsonValue value) {
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private void inside(JsonPointer at, Keyword keyword, JsonValue argument) {
        switch (keyword.shape()) {
            case SCHEMAS, SCHEMA_OR_SCHEMAS -> {
                if (argument instanceof JsonArray list) {
                    for (int i = 0; i < list.items().size(); i++) {
                        element(
                                at.child(keyword.keyword()).child(i),
                                list.items().get(i));
                    }
                } else {
                    single(at, keyword, argument);
                }
            }
            case SCHEMAS_BY_NAME ->
                ((JsonObject) argument)
                        .members()
                        .forEach((name, schema) ->
                                element(at.child(keyword.keyword()).child(name), schema));
            case SCHEMA -> single(at, keyword, argument);
            default -> {}
        }
    }

    /** In draft 4 there were no boolean schemas, but for two keywords. */
    private void single(JsonPointer at, Keyword keyword, JsonValue argument) {
        boolean flag = keyword == Keyword.ADDITIONAL_ITEMS || keyword == Keyword.ADDITIONAL_PROPERTIES;
        if (!isSchema(argument) && !flag) {
            add(
                    at,
                    keyword.keyword(),
                    argument,
                    SchemaDefect.Kind.ARGUMENT,
                    keyword.keyword() + " must be an object, but is " + shortened(argument));
        }
    }

    private void element(JsonPointer at, JsonValue schema) {
        if (!isSchema(schema)) {
            noSchema(at, schema);
        }
    }

    private void noSchema(JsonPointer at, JsonValue value) {
        add(at, "", value, SchemaDefect.Kind.NO_SCHEMA, "a schema must be an object, but this is " + shortened(value));
    }

    private void reference(JsonPointer at, Keyword keyword, String reference, JsonValue argument) {
        if (references.isEmpty()) {
            references = Optional.of(SchemaReferences.in(root, dialect));
        }
        Target target = references.get().follow(at, reference);
        if (target instanceof Missing) {
            add(
                    at,
                    keyword.keyword(),
                    argument,
                    SchemaDefect.Kind.REFERENCE,
                    "the " + keyword.keyword() + " '" + reference + "' leads nowhere");
        } else if (target instanceof Remote remote && !SchemaDialect.hasMetaSchema(remote.uri())) {
            add(
                    at,
                    keyword.keyword(),
                    argument,
                    SchemaDefect.Kind.REMOTE_REFERENCE,
                    "the " + keyword.keyword() + " '" + reference + "' leads out of the schema");
        }
    }

    private void pattern(JsonPointer at, String member, String pattern, JsonValue argument) {
        try {
            Regex.parse(pattern);
        } catch (InvalidRegexException invalid) {
            add(at, member, argument, SchemaDefect.Kind.ARGUMENT, String.valueOf(invalid.getMessage()));
        }
    }

    private void add(JsonPointer place, String member, JsonValue argument, SchemaDefect.Kind kind, String problem) {
        defects.add(new SchemaDefect(place, member, argument, kind, problem));
    }
}
