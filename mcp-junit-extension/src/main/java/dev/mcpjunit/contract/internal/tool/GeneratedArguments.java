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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Arguments made from an input schema and from sample arguments. */
final class GeneratedArguments {

    private static final int MOST = 40;
    private static final int MOST_OPTIONAL = 10;

    private static final JsonValue ANY_OBJECT = JsonValue.of(Map.of("type", "object"));

    private GeneratedArguments() {}

    /**
     * Make arguments that the schema rejects: samples with one change, and a counterexample of the proof that the
     * schema accepts every object.
     *
     * @param isInvalid has the last word
     * @return at most 40
     */
    static Set<JsonObject> invalid(JsonValue schema, List<JsonObject> samples, Predicate<JsonObject> isInvalid) {
        var invalid = new LinkedHashSet<JsonObject>();
        if (SchemaInclusion.check(ANY_OBJECT, schema, ContentModel.STRICT, Budget.DEFAULT)
                        instanceof Inclusion.Refuted refuted
                && refuted.witness().value() instanceof JsonObject arguments
                && isInvalid.test(arguments)) {
            invalid.add(arguments);
        }
        List<JsonObject> bases = samples.isEmpty()
                ? smallest(schema, ANY_OBJECT) instanceof Smallest.Found found ? List.of(found.arguments()) : List.of()
                : samples;
        for (Mutant mutant : Mutants.of(bases, List.of(schema))) {
            if (invalid.size() < MOST && mutant.value() instanceof JsonObject arguments && isInvalid.test(arguments)) {
                invalid.add(arguments);
            }
        }
        return invalid;
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
            object.object("properties").stream()
                    .flatMap(properties -> properties.names().stream())
                    .filter(name -> !found.arguments().has(name))
                    .limit(MOST_OPTIONAL)
                    .map(name -> smallest(object, requiring(name)))
                    // A member that is declared may still be forbidden.
                    .filter(smallest -> !(smallest instanceof Smallest.None))
                    .forEach(all::add);
        }
        return all;
    }

    private static JsonValue requiring(String name) {
        return JsonObject.builder()
                .put("type", "object")
                .put("required", new JsonArray(List.of(new JsonString(name))))
                .build();
    }

    /** A counterexample of the proof that the schema accepts nothing is the smallest value that it accepts. */
    private static Smallest smallest(JsonValue schema, JsonValue also) {
        JsonValue both = JsonObject.builder()
                .put("allOf", new JsonArray(List.of(schema, also)))
                .build();
        JsonValue sub =
                schema instanceof JsonObject object ? merged(object, also).orElse(both) : both;
        Inclusion inclusion = SchemaInclusion.check(sub, JsonBoolean.FALSE, ContentModel.DECLARED_ONLY, Budget.DEFAULT);
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
    private static Optional<JsonValue> merged(JsonObject schema, JsonValue also) {
        var conditions =
                new ArrayList<>(schema.array("allOf").map(JsonArray::items).orElse(List.of()));
        conditions.add(also);
        return schema.has("$ref")
                ? Optional.empty()
                : Optional.of(schema.toBuilder()
                        .put("allOf", new JsonArray(conditions))
                        .build());
    }
}
