/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.internal.schema.normal.SchemaNormalizer;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.Inclusion;
import dev.mcpjunit.drift.schema.SchemaComparison;
import dev.mcpjunit.drift.schema.SchemaInclusion;
import dev.mcpjunit.drift.schema.SchemaVerdict;
import dev.mcpjunit.drift.schema.SchemaVerdict.Breaking;
import dev.mcpjunit.drift.schema.SchemaVerdict.Undecided;
import dev.mcpjunit.drift.schema.Witness;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaReading;
import dev.mcpjunit.json.schema.SchemaViolation;
import java.util.List;
import java.util.Optional;

/**
 * Asks for inclusion: of the two schemas, and of the old one with a single change made to it.
 *
 * @param budget what each question may cost
 * @param exact whether values that prove something here prove it for the schemas as they are written
 */
record SchemaProof(
        JsonValue before, JsonValue now, Direction direction, ContentModel contentModel, Budget budget, boolean exact) {

    private static final long EFFORT = 1_000_000;

    /** Whether a schema accepts some value, or it cannot be decided that it accepts none. */
    static boolean isSatisfiable(JsonValue schema, Budget budget) {
        return !(SchemaInclusion.check(schema, JsonBoolean.FALSE, ContentModel.STRICT, budget)
                instanceof Inclusion.Proved);
    }

    /** Whether a schema is shown to constrain nothing, however it is written. */
    static boolean acceptsEverything(JsonValue schema, Budget budget) {
        return SchemaInclusion.check(JsonBoolean.TRUE, schema, ContentModel.STRICT, budget) instanceof Inclusion.Proved;
    }

    /** The same question about less; what is large and unchanged is left out. */
    SchemaProof reduced() {
        Reduction less = Reduction.of(before, now);
        return new SchemaProof(less.before(), less.now(), direction, contentModel, budget, less.exact());
    }

    /** Whether a single change breaks, with nothing around it but what it needs. */
    SchemaVerdict locally(Edit change) {
        JsonValue edited = withDefinitions(change.in(before));
        Optional<JsonValue> old = change.at().find(before);
        Optional<JsonValue> young = change.at().find(edited);
        if (old.isEmpty() || young.isEmpty()) {
            return new Undecided("it cannot be looked at alone");
        }
        Reduction less = Reduction.of(
                withDefinitions(wrapped(old.get(), before)), withDefinitions(wrapped(young.get(), edited)));
        return verdict(less.before(), less.now());
    }

    /** A schema as that of a member, so that it is free to leave its own members undeclared. */
    private static JsonValue wrapped(JsonValue schema, JsonValue root) {
        JsonObject.Builder wrapper = JsonObject.builder()
                .put("type", "object")
                .put("properties", JsonObject.builder().put("value", schema).build())
                .put("required", List.of("value"));
        if (root instanceof JsonObject document) {
            for (String keyword : List.of("$schema", "$defs", "definitions")) {
                JsonValue kept = document.get(keyword);
                if (kept != null) {
                    wrapper.put(keyword, kept);
                }
            }
        }
        return wrapper.build();
    }

    SchemaVerdict verdict() {
        return verdict(before, now);
    }

    private SchemaVerdict verdict(JsonValue old, JsonValue young) {
        return SchemaComparison.compare(arguments(old), arguments(young), direction, contentModel, budget);
    }

    /** Arguments are objects even if a schema forgets to say so; unless the other one says something else. */
    private JsonValue arguments(JsonValue schema) {
        return direction == Direction.INPUT
                        && schema instanceof JsonObject object
                        && !object.has("type")
                        && mayDescribeArguments(before)
                        && mayDescribeArguments(now)
                ? object.toBuilder().put("type", "object").build()
                : schema;
    }

    private static boolean mayDescribeArguments(JsonValue schema) {
        return schema instanceof JsonObject object
                && !object.has("$ref")
                && (!object.has("type")
                        || object.string("type").filter("object"::equals).isPresent());
    }

    /** Whether the two are the same but for how they are written, where that is easy to see. */
    boolean sameNormalForm() {
        try {
            return normalForm(before).equals(normalForm(now));
        } catch (EffortExhaustedException hardToSee) {
            return false;
        }
    }

    private JsonValue normalForm(JsonValue schema) {
        JsonValue complete = arguments(schema);
        Effort effort = Effort.of(EFFORT);
        return SchemaNormalizer.normalize(
                complete, SchemaReading.of(complete, effort).dialect(), effort);
    }

    /** A value that a single change breaks and that all changes together break too. */
    Optional<Witness> breaks(Edit change) {
        JsonValue edited = withDefinitions(change.in(before));
        if (!(verdict(before, edited) instanceof Breaking breaking)) {
            return Optional.empty();
        }
        JsonValue value = breaking.witness().value();
        JsonValue sent = direction == Direction.INPUT ? before : now;
        JsonValue expected = direction == Direction.INPUT ? now : before;
        try {
            boolean isSent = validate(sent, value).isEmpty();
            List<SchemaViolation> violations = validate(expected, value);
            return isSent && !violations.isEmpty() ? Optional.of(breaking.witness()) : Optional.empty();
        } catch (InvalidSchemaException | EffortExhaustedException cannotTell) {
            return Optional.empty();
        }
    }

    /** A value that was declared and still is accepted, but part of which is no longer declared. */
    Optional<Witness> ignores(Edit forbidding, String problem) {
        SchemaVerdict forbidden = SchemaComparison.compare(
                arguments(before), arguments(forbidding.in(before)), Direction.INPUT, contentModel, budget);
        if (!(forbidden instanceof Breaking breaking)) {
            return Optional.empty();
        }
        Witness found = breaking.witness();
        try {
            return direction == Direction.OUTPUT || validate(now, found.value()).isEmpty()
                    ? Optional.of(new Witness(
                            found.value(),
                            new SchemaViolation("properties", found.violation().instancePointer(), "", problem)))
                    : Optional.empty();
        } catch (InvalidSchemaException | EffortExhaustedException cannotTell) {
            return Optional.empty();
        }
    }

    private List<SchemaViolation> validate(JsonValue schema, JsonValue value) {
        JsonValue complete = arguments(schema);
        Effort effort = Effort.of(EFFORT);
        return JsonSchema.lenient(complete, SchemaReading.of(complete, effort)).validate(value, effort);
    }

    /** The keyword that a value violates, as far as it can be pointed at in the schema as it is written. */
    JsonPointer violated(Witness witness) {
        JsonValue expected = direction == Direction.INPUT ? now : before;
        try {
            JsonPointer keyword = JsonPointer.parse(witness.violation().schemaPointer());
            return keyword.find(expected).isPresent() ? keyword : JsonPointer.ROOT;
        } catch (IllegalArgumentException noPointer) {
            return JsonPointer.ROOT;
        }
    }

    /** What is left when changes are taken back. */
    SchemaVerdict without(List<Finding> changes) {
        JsonValue rest = now;
        for (Finding change : changes) {
            rest = change.trial().undo().orElseThrow().in(rest);
        }
        return verdict(before, rest);
    }

    /** What an edit brings may refer to definitions that only the new schema has. */
    private JsonValue withDefinitions(JsonValue edited) {
        JsonValue complete = edited;
        for (String keyword : List.of("$defs", "definitions")) {
            if (complete instanceof JsonObject schema
                    && now instanceof JsonObject young
                    && young.object(keyword).isPresent()) {
                var definitions = young.object(keyword).get().toBuilder();
                schema.object(keyword).ifPresent(old -> old.members().forEach(definitions::put));
                complete = schema.toBuilder().put(keyword, definitions.build()).build();
            }
        }
        return complete;
    }
}
