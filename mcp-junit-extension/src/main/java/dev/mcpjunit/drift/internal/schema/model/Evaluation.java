/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import static dev.mcpjunit.drift.internal.schema.model.Truth.FALSE;
import static dev.mcpjunit.drift.internal.schema.model.Truth.TRUE;
import static dev.mcpjunit.drift.internal.schema.model.Truth.UNKNOWN;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Contains;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.Not;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.MultipleOf;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberNames;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Matches;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Tells whether a value is what a schema demands, as far as the schema could be analyzed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Evaluation {

    private static final int DEEPEST = 500;

    private final Effort effort;
    private int depth;

    /**
     * Prepare to evaluate.
     *
     * @param effort what all evaluations together may cost
     */
    public Evaluation(Effort effort) {
        this.effort = effort;
    }

    /** Evaluate a value. */
    public Truth matches(JsonValue value, Schema schema) {
        effort.spend(1);
        if (!schema.kinds().has(Kind.of(value))) {
            return FALSE;
        }
        if (depth > DEEPEST) {
            return UNKNOWN;
        }
        depth++;
        Truth all = every(schema.demands().stream(), demand -> meets(value, demand));
        depth--;
        return all;
    }

    private Truth meets(JsonValue value, Demand demand) {
        if (demand instanceof Combination combination) {
            return combination(value, combination);
        }
        if (demand instanceof NumberDemand number) {
            return Truth.of(!(value instanceof JsonNumber given) || number(given, number));
        }
        if (demand instanceof TextDemand text) {
            return Truth.of(!(value instanceof JsonString given) || text(given.value(), text));
        }
        if (demand instanceof ArrayDemand array) {
            return value instanceof JsonArray given ? array(given.items(), array) : TRUE;
        }
        return value instanceof JsonObject given ? object(given, (ObjectDemand) demand) : TRUE;
    }

    private static boolean number(JsonNumber given, NumberDemand demand) {
        return demand instanceof Within within
                ? within.interval().contains(given)
                : given.isMultipleOf(((MultipleOf) demand).factor());
    }

    private boolean text(String given, TextDemand demand) {
        if (demand instanceof Length length) {
            return length.count().allows(given.codePointCount(0, given.length()));
        }
        return ((Matches) demand).pattern().matches(given, effort);
    }

    private Truth array(List<JsonValue> given, ArrayDemand demand) {
        if (demand instanceof ItemCount count) {
            return Truth.of(count.count().allows(given.size()));
        }
        if (demand instanceof Items items) {
            Truth all = TRUE;
            for (int i = 0; i < given.size() && all != FALSE; i++) {
                all = all.and(matches(given.get(i), items.at(i)));
            }
            return all;
        }
        if (demand instanceof Contains contains) {
            int surely = 0;
            int perhaps = 0;
            for (JsonValue item : given) {
                Truth counted = matches(item, contains.item());
                surely += counted == TRUE ? 1 : 0;
                perhaps += counted == FALSE ? 0 : 1;
            }
            if (perhaps < contains.count().min() || surely > contains.count().max()) {
                return FALSE;
            }
            return contains.count().allows(surely) && contains.count().allows(perhaps) ? TRUE : UNKNOWN;
        }
        return Truth.of(new HashSet<>(given).size() == given.size());
    }

    private Truth object(JsonObject given, ObjectDemand demand) {
        if (demand instanceof Required required) {
            return Truth.of(given.names().containsAll(required.names()));
        }
        if (demand instanceof MemberCount count) {
            return Truth.of(count.count().allows(given.names().size()));
        }
        if (demand instanceof MemberNames names) {
            return every(given.names().stream(), name -> matches(new JsonString(name), names.name()));
        }
        Members members = (Members) demand;
        return every(
                given.members().entrySet().stream(),
                member -> every(
                        applicable(members, member.getKey()).stream(), schema -> matches(member.getValue(), schema)));
    }

    /** Find out which schemas a member must match. */
    public List<Schema> applicable(Members members, String name) {
        var schemas = new ArrayList<Schema>(1);
        Schema named = members.named().get(name);
        if (named != null) {
            schemas.add(named);
        }
        members.patterns().forEach((pattern, schema) -> {
            if (pattern.matches(name, effort)) {
                schemas.add(schema);
            }
        });
        return schemas.isEmpty() ? List.of(members.rest()) : schemas;
    }

    private Truth combination(JsonValue value, Combination demand) {
        if (demand instanceof OneOfValues listed) {
            return Truth.of(listed.values().contains(value));
        }
        if (demand instanceof AnyOf any) {
            Truth some = FALSE;
            for (Schema option : any.options()) {
                some = some.or(matches(value, option));
                if (some == TRUE) {
                    break;
                }
            }
            return some;
        }
        if (demand instanceof OneOf one) {
            return exactlyOne(value, one.options());
        }
        if (demand instanceof Not not) {
            return matches(value, not.schema()).negate();
        }
        if (demand instanceof Conditional conditional) {
            Truth condition = matches(value, conditional.condition());
            Truth then = condition == FALSE ? TRUE : matches(value, conditional.then());
            Truth otherwise = condition == TRUE ? TRUE : matches(value, conditional.otherwise());
            return condition.negate().or(then).and(condition.or(otherwise));
        }
        return demand instanceof Refer refer ? matches(value, refer.definition().schema()) : UNKNOWN;
    }

    private Truth exactlyOne(JsonValue value, List<Schema> options) {
        int surely = 0;
        int perhaps = 0;
        for (Schema option : options) {
            Truth matched = matches(value, option);
            surely += matched == TRUE ? 1 : 0;
            perhaps += matched == FALSE ? 0 : 1;
        }
        if (surely > 1 || perhaps == 0) {
            return FALSE;
        }
        return surely == 1 && perhaps == 1 ? TRUE : UNKNOWN;
    }

    private static <T> Truth every(Stream<T> parts, Function<T, Truth> test) {
        Truth all = TRUE;
        for (T part : (Iterable<T>) parts::iterator) {
            all = all.and(test.apply(part));
            if (all == FALSE) {
                break;
            }
        }
        return all;
    }
}
