/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.normal.Vocabulary;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cases in which the schemas at one place look at different parts of a value: each case with the conditions under
 * which it is the case. Together the cases cover every value.
 */
final class EvaluationCases {

    private static final int MOST = 64;
    private static final int DEEPEST = 50;

    /** There are more cases than could be written out, or they depend on something unknown. */
    static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyException() {
            super(null, null, false, false);
        }
    }

    record Case(
            List<Schema> conditions,
            Set<String> names,
            Set<String> patterns,
            boolean allMembers,
            int prefix,
            boolean allItems,
            Set<Schema> contained) {

        static final Case NOTHING = new Case(List.of(), Set.of(), Set.of(), false, 0, false, Set.of());

        boolean looksAtNothing() {
            return equals(new Case(conditions, Set.of(), Set.of(), false, 0, false, Set.of()));
        }

        Case and(Case other) {
            return new Case(
                    join(conditions, other.conditions),
                    union(names, other.names),
                    union(patterns, other.patterns),
                    allMembers || other.allMembers,
                    Math.max(prefix, other.prefix),
                    allItems || other.allItems,
                    union(contained, other.contained));
        }

        Case when(Schema condition) {
            return new Case(
                    join(conditions, List.of(condition)), names, patterns, allMembers, prefix, allItems, contained);
        }

        private static <T> Set<T> union(Set<T> one, Set<T> other) {
            var union = new LinkedHashSet<>(one);
            union.addAll(other);
            return union;
        }

        private static <T> List<T> join(List<T> one, List<T> other) {
            var joined = new ArrayList<>(one);
            joined.addAll(other);
            return joined;
        }
    }

    private final DocumentCompiler document;
    private int depth;

    EvaluationCases(DocumentCompiler document) {
        this.document = document;
    }

    /** The cases for a schema, without what its own {@code unevaluated…} looks at. */
    List<Case> of(JsonObject schema) {
        if (++depth > DEEPEST || schema.has(Vocabulary.DYNAMIC_REF.keyword())) {
            throw new TooManyException();
        }
        List<Case> cases = List.of(own(schema));
        if (schema.get(Vocabulary.REF.keyword()) instanceof JsonString reference) {
            cases = both(cases, all(document.find(reference.value()).orElseThrow(TooManyException::new)));
        }
        for (JsonValue member : list(schema, Vocabulary.ALL_OF)) {
            cases = both(cases, all(member));
        }
        for (JsonValue option : list(schema, Vocabulary.ANY_OF)) {
            cases = both(cases, ifMatched(option));
        }
        cases = both(cases, oneOf(list(schema, Vocabulary.ONE_OF)));
        cases = both(cases, conditional(schema));
        for (var dependent : map(schema, Vocabulary.DEPENDENT_SCHEMAS).entrySet()) {
            Schema has = document.schemas().of(Kinds.of(Kind.OBJECT), Set.of(new Required(Set.of(dependent.getKey()))));
            cases = both(cases, either(has, all(dependent.getValue()), List.of(Case.NOTHING)));
        }
        depth--;
        return cases;
    }

    private Case own(JsonObject schema) {
        JsonValue counted = schema.get(Vocabulary.CONTAINS.keyword());
        return new Case(
                List.of(),
                map(schema, Vocabulary.PROPERTIES).keySet(),
                map(schema, Vocabulary.PATTERN_PROPERTIES).keySet(),
                schema.has(Vocabulary.ADDITIONAL_PROPERTIES.keyword()),
                list(schema, Vocabulary.PREFIX_ITEMS).size(),
                schema.has(Vocabulary.ITEMS.keyword()),
                counted == null ? Set.of() : Set.of(document.inside(counted)));
    }

    /** The cases for a schema inside, whose own {@code unevaluated…} looks at all that is left. */
    private List<Case> all(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return List.of(Case.NOTHING);
        }
        var rest = new Case(
                List.of(),
                Set.of(),
                Set.of(),
                object.has(Vocabulary.UNEVALUATED_PROPERTIES.keyword()),
                0,
                object.has(Vocabulary.UNEVALUATED_ITEMS.keyword()),
                Set.of());
        return both(of(object), List.of(rest));
    }

    private List<Case> ifMatched(JsonValue option) {
        List<Case> inside = all(option);
        return inside.stream().allMatch(Case::looksAtNothing)
                ? List.of(Case.NOTHING)
                : either(document.inPlace(option), inside, List.of(Case.NOTHING));
    }

    private List<Case> oneOf(List<JsonValue> options) {
        var cases = new ArrayList<Case>();
        Case none = Case.NOTHING;
        for (JsonValue option : options) {
            List<Case> inside = all(option);
            if (!inside.stream().allMatch(Case::looksAtNothing)) {
                Schema matched = document.inPlace(option);
                inside.forEach(possible -> cases.add(possible.when(matched)));
                none = none.when(document.schemas().not(matched));
            }
        }
        cases.add(none);
        return limited(cases);
    }

    private List<Case> conditional(JsonObject schema) {
        JsonValue condition = schema.get(Vocabulary.IF.keyword());
        if (condition == null) {
            return List.of(Case.NOTHING);
        }
        List<Case> then = both(all(condition), branch(schema, Vocabulary.THEN));
        List<Case> otherwise = branch(schema, Vocabulary.ELSE);
        return either(document.inPlace(condition), then, otherwise);
    }

    private List<Case> branch(JsonObject schema, Vocabulary keyword) {
        JsonValue branch = schema.get(keyword.keyword());
        return branch == null ? List.of(Case.NOTHING) : all(branch);
    }

    private List<Case> either(Schema condition, List<Case> then, List<Case> otherwise) {
        var cases = new ArrayList<Case>();
        then.forEach(possible -> cases.add(possible.when(condition)));
        otherwise.forEach(possible -> cases.add(possible.when(document.schemas().not(condition))));
        return limited(cases);
    }

    private static List<Case> both(List<Case> some, List<Case> others) {
        var cases = new ArrayList<Case>();
        for (Case one : some) {
            for (Case other : others) {
                cases.add(one.and(other));
            }
        }
        return limited(cases);
    }

    private static List<Case> limited(List<Case> cases) {
        if (cases.size() > MOST) {
            throw new TooManyException();
        }
        return cases;
    }

    private static List<JsonValue> list(JsonObject schema, Vocabulary keyword) {
        return schema.get(keyword.keyword()) instanceof JsonArray list && keyword.takes(list)
                ? list.items()
                : List.of();
    }

    private static Map<String, JsonValue> map(JsonObject schema, Vocabulary keyword) {
        return schema.get(keyword.keyword()) instanceof JsonObject map && keyword.takes(map) ? map.members() : Map.of();
    }
}
