/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.contract.tool.Mutant.Change;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Inclusion;
import dev.mcpjunit.drift.schema.SchemaInclusion;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Arguments made from an input schema and from sample arguments. */
final class GeneratedArguments {

    /** The most invalid arguments for a tool. */
    static final int MOST = 40;

    private static final int MOST_OPTIONAL = 40;

    private static final JsonValue ANY_OBJECT = JsonValue.of(Map.of("type", "object"));

    /** Limited by steps, so that the result is the same on every machine. The time is only a safeguard. */
    private static final Budget BUDGET = Budget.DEFAULT.withTime(Duration.ofMinutes(1));

    private GeneratedArguments() {}

    /**
     * Arguments that a schema rejects.
     *
     * @param arguments at most 40
     * @param unknown why it is not known whether there are more, or any
     */
    record Invalid(Set<JsonObject> arguments, Optional<String> unknown) {}

    /**
     * Make arguments that the schema rejects: a counterexample of the proof that the schema accepts every object, and
     * the sample with one change.
     *
     * @param isInvalid has the last word
     */
    static Invalid invalid(JsonValue schema, JsonObject sample, Predicate<JsonObject> isInvalid) {
        Inclusion everything = SchemaInclusion.check(ANY_OBJECT, schema, ContentModel.STRICT, BUDGET);
        Stream<JsonValue> counterexample = everything instanceof Inclusion.Refuted refuted
                ? Stream.of(refuted.witness().value())
                : Stream.of();
        Enums enums = Enums.of(List.of(schema));
        var invalid = new LinkedHashSet<JsonObject>();
        Stream.of(
                        counterexample,
                        BrokenKeywords.of(sample, schema).stream(),
                        Mutants.of(List.of(sample), enums).stream().map(Mutant::value))
                .flatMap(values -> values)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(isInvalid)
                .takeWhile(any -> invalid.size() < MOST)
                .forEach(invalid::add);
        if (!invalid.isEmpty() || everything instanceof Inclusion.Proved) {
            return new Invalid(invalid, enums.limit());
        }
        return new Invalid(
                invalid,
                Optional.of("no invalid arguments were found, and this check cannot tell whether there are any"
                        + (everything instanceof Inclusion.Undecided undecided ? ": " + undecided.reason() : "")));
    }

    /** Drop the members that are not required, as long as the arguments stay valid. */
    static JsonObject reduced(JsonObject sample, Predicate<JsonObject> isValid) {
        JsonObject smallest = sample;
        Optional<JsonObject> smaller = Optional.of(sample);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = Mutants.of(List.of(smallest), List.of()).stream()
                    .filter(mutant -> mutant.change() == Change.MEMBER_DROPPED)
                    .map(mutant -> (JsonObject) mutant.value())
                    .filter(isValid)
                    .findFirst();
        }
        return smallest;
    }

    /** The smallest arguments, and the smallest with each optional member. */
    static List<Smallest> smallest(JsonValue schema) {
        Smallest first = smallest(schema, ANY_OBJECT);
        var all = new ArrayList<>(List.of(first));
        if (first instanceof Smallest.Found found && schema instanceof JsonObject object) {
            List<String> optional = object.object("properties").stream()
                    .flatMap(properties -> properties.names().stream())
                    .filter(name -> !found.arguments().has(name))
                    .toList();
            optional.stream()
                    .limit(MOST_OPTIONAL)
                    .map(name -> smallest(object, requiring(name)))
                    // A member that is declared may still be forbidden.
                    .filter(smallest -> !(smallest instanceof Smallest.None))
                    .forEach(all::add);
            if (optional.size() > MOST_OPTIONAL) {
                all.add(new Smallest.Unknown("it has " + optional.size() + " optional members, and this check tries at"
                        + " most " + MOST_OPTIONAL));
            }
        }
        return all;
    }

    /** The smallest arguments; empty if none were found. */
    static Optional<JsonObject> base(JsonValue schema) {
        return smallest(schema, ANY_OBJECT) instanceof Smallest.Found found
                ? Optional.of(found.arguments())
                : Optional.empty();
    }

    private static JsonValue requiring(String name) {
        return JsonObject.builder()
                .put("type", "object")
                .put("required", new JsonArray(List.of(new JsonString(name))))
                .build();
    }

    /** A counterexample of the proof that the schema accepts nothing is the smallest value that it accepts. */
    private static Smallest smallest(JsonValue schema, JsonValue also) {
        JsonValue sub = schema instanceof JsonObject object
                ? merged(object, also)
                : JsonObject.builder()
                        .put("allOf", new JsonArray(List.of(schema, also)))
                        .build();
        Inclusion inclusion = SchemaInclusion.check(sub, JsonBoolean.FALSE, ContentModel.DECLARED_ONLY, BUDGET);
        if (inclusion instanceof Inclusion.Refuted refuted) {
            return refuted.witness().value() instanceof JsonObject arguments
                    ? new Smallest.Found(arguments)
                    : new Smallest.Unknown("they are not an object");
        }
        return inclusion instanceof Inclusion.Undecided undecided
                ? new Smallest.Unknown(undecided.reason())
                : new Smallest.None();
    }

    /** Keep the schema at the root, where its references and its dialect are right. */
    private static JsonValue merged(JsonObject schema, JsonValue also) {
        var conditions =
                new ArrayList<>(schema.array("allOf").map(JsonArray::items).orElse(List.of()));
        // Older dialects ignore what stands beside a reference.
        schema.string("$ref")
                .ifPresent(reference -> conditions.add(
                        JsonObject.builder().put("$ref", reference).build()));
        conditions.add(also);
        return schema.toBuilder()
                .remove("$ref")
                .put("allOf", new JsonArray(conditions))
                .build();
    }
}
