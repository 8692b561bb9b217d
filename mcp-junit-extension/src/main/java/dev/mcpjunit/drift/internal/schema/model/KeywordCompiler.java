/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Contains;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.UniqueItems;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.MultipleOf;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberNames;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Matches;
import dev.mcpjunit.drift.internal.schema.normal.Vocabulary;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles one schema object, keyword by keyword. */
final class KeywordCompiler {

    /** Beyond this many digits before or after the point, arithmetic would cost more than its answer is worth. */
    private static final int DIGITS = 1_000;

    private final DocumentCompiler document;
    private final JsonObject schema;
    private final Conjunction all = new Conjunction();

    KeywordCompiler(DocumentCompiler document, JsonObject schema) {
        this.document = document;
        this.schema = schema;
    }

    Schema compile() {
        for (Vocabulary keyword : Vocabulary.values()) {
            JsonValue argument = schema.get(keyword.keyword());
            if (argument == null) {
                continue;
            }
            if (keyword.takes(argument)) {
                compile(keyword, argument);
            } else {
                all.add(new Opaque(
                        kinds(keyword), "the malformed keyword '" + keyword.keyword() + "': " + argument, ""));
            }
        }
        new MemberCompiler(document, schema).compile().forEach(all::add);
        Unevaluated.compile(document, schema).forEach(all::add);
        return all.in(document.schemas());
    }

    private static Kinds kinds(Vocabulary keyword) {
        return switch (keyword) {
            case MULTIPLE_OF, MINIMUM, EXCLUSIVE_MINIMUM, MAXIMUM, EXCLUSIVE_MAXIMUM -> Kinds.NUMBERS;
            case MIN_LENGTH, MAX_LENGTH, PATTERN -> Kinds.of(Kind.STRING);
            case PREFIX_ITEMS,
                    ITEMS,
                    CONTAINS,
                    MIN_CONTAINS,
                    MAX_CONTAINS,
                    MIN_ITEMS,
                    MAX_ITEMS,
                    UNIQUE_ITEMS,
                    UNEVALUATED_ITEMS -> Kinds.of(Kind.ARRAY);
            case REQUIRED,
                    PROPERTIES,
                    PATTERN_PROPERTIES,
                    ADDITIONAL_PROPERTIES,
                    PROPERTY_NAMES,
                    MIN_PROPERTIES,
                    MAX_PROPERTIES,
                    DEPENDENT_REQUIRED,
                    DEPENDENT_SCHEMAS,
                    UNEVALUATED_PROPERTIES -> Kinds.of(Kind.OBJECT);
            default -> Kinds.ALL;
        };
    }

    private void compile(Vocabulary keyword, JsonValue argument) {
        switch (keyword) {
            case REF -> all.add(document.reference(((JsonString) argument).value()));
            case DYNAMIC_REF -> all.add(document.opaque(Kinds.ALL, "the dynamic reference " + argument));
            case TYPE -> all.restrict(types(argument));
            case ENUM -> all.add(new OneOfValues(Ordered.set(((JsonArray) argument).items())));
            case CONST -> all.add(new OneOfValues(Set.of(argument)));
            case MULTIPLE_OF, MINIMUM, EXCLUSIVE_MINIMUM, MAXIMUM, EXCLUSIVE_MAXIMUM ->
                number(keyword, (JsonNumber) argument);
            case MIN_LENGTH -> all.add(new Length(Count.atLeast(count(argument))));
            case MAX_LENGTH -> all.add(new Length(Count.atMost(count(argument))));
            case PATTERN -> pattern(((JsonString) argument).value());
            case PREFIX_ITEMS -> items();
            case ITEMS -> {
                if (!schema.has(Vocabulary.PREFIX_ITEMS.keyword())) {
                    items();
                }
            }
            case CONTAINS -> contains(argument);
            case MIN_ITEMS -> all.add(new ItemCount(Count.atLeast(count(argument))));
            case MAX_ITEMS -> all.add(new ItemCount(Count.atMost(count(argument))));
            case UNIQUE_ITEMS -> uniqueItems(argument);
            case REQUIRED -> all.add(new Required(names(argument)));
            case PROPERTY_NAMES -> all.add(new MemberNames(document.inside(argument)));
            case MIN_PROPERTIES -> all.add(new MemberCount(Count.atLeast(count(argument))));
            case MAX_PROPERTIES -> all.add(new MemberCount(Count.atMost(count(argument))));
            case DEPENDENT_REQUIRED ->
                ((JsonObject) argument)
                        .members()
                        .forEach((name, names) -> dependent(name, only(new Required(names(names)))));
            case DEPENDENT_SCHEMAS ->
                ((JsonObject) argument)
                        .members()
                        .forEach((name, dependent) -> dependent(name, document.inPlace(dependent)));
            case ALL_OF -> schemas(argument).forEach(all::add);
            case ANY_OF -> all.add(document.schemas().anyOf(new LinkedHashSet<>(schemas(argument))));
            case ONE_OF ->
                all.add(new OneOf(schemas(argument).stream()
                        .sorted(Comparator.comparing(Schema::id))
                        .toList()));
            case NOT -> all.add(document.schemas().not(document.inPlace(argument)));
            case IF -> conditional(document.inPlace(argument));
            default -> {
                // The rest is said together with one of these, or by the compilers for members and what is left over.
            }
        }
    }

    private Schema only(Demand demand) {
        return document.schemas().of(Kinds.ALL, Set.of(demand));
    }

    private static Kinds types(JsonValue argument) {
        List<JsonValue> types = argument instanceof JsonArray several ? several.items() : List.of(argument);
        return types.stream()
                .map(type -> Kinds.ofType(((JsonString) type).value()))
                .reduce(Kinds.NONE, Kinds::or);
    }

    private void number(Vocabulary keyword, JsonNumber argument) {
        BigDecimal value = argument.value();
        if (Math.abs((long) value.scale()) + value.precision() > DIGITS) {
            all.add(new Opaque(Kinds.NUMBERS, keyword.keyword() + " of " + argument, ""));
            return;
        }
        switch (keyword) {
            case MINIMUM -> all.add(new Within(Interval.above(argument, false)));
            case EXCLUSIVE_MINIMUM -> all.add(new Within(Interval.above(argument, true)));
            case MAXIMUM -> all.add(new Within(Interval.below(argument, false)));
            case EXCLUSIVE_MAXIMUM -> all.add(new Within(Interval.below(argument, true)));
            default ->
                all.add(
                        value.signum() > 0
                                ? new MultipleOf(argument)
                                : new Opaque(Kinds.NUMBERS, "multipleOf " + argument, ""));
        }
    }

    private static long count(JsonValue argument) {
        return ((JsonNumber) argument)
                .value()
                .min(BigDecimal.valueOf(Count.NO_LIMIT))
                .longValue();
    }

    private void pattern(String source) {
        try {
            all.add(new Matches(document.schemas().pattern(source)));
        } catch (InvalidRegexException invalid) {
            all.add(new Opaque(Kinds.of(Kind.STRING), "the pattern " + invalid.getMessage(), ""));
        }
    }

    private void items() {
        var prefix = new ArrayList<Schema>();
        JsonValue first = schema.get(Vocabulary.PREFIX_ITEMS.keyword());
        if (first instanceof JsonArray several) {
            several.forEach(item -> prefix.add(document.inside(item)));
        }
        JsonValue after = schema.get(Vocabulary.ITEMS.keyword());
        Schema rest = after != null && Vocabulary.ITEMS.takes(after)
                ? document.inside(after)
                : document.schemas().all();
        while (!prefix.isEmpty() && prefix.get(prefix.size() - 1) == rest) {
            prefix.remove(prefix.size() - 1);
        }
        if (!prefix.isEmpty() || !rest.allowsAll()) {
            all.add(new Items(List.copyOf(prefix), rest));
        }
    }

    private void contains(JsonValue argument) {
        JsonValue min = schema.get(Vocabulary.MIN_CONTAINS.keyword());
        JsonValue max = schema.get(Vocabulary.MAX_CONTAINS.keyword());
        long least = min != null && Vocabulary.MIN_CONTAINS.takes(min) ? count(min) : 1;
        long greatest = max != null && Vocabulary.MAX_CONTAINS.takes(max) ? count(max) : Count.NO_LIMIT;
        var count = new Count(least, greatest);
        if (!count.equals(Count.ANY)) {
            all.add(new Contains(document.inside(argument), count));
        }
    }

    private void uniqueItems(JsonValue argument) {
        if (argument.equals(JsonBoolean.TRUE)) {
            all.add(new UniqueItems());
        }
    }

    private static Set<String> names(JsonValue argument) {
        return ((JsonArray) argument)
                .items().stream()
                        .map(name -> ((JsonString) name).value())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void dependent(String name, Schema demanded) {
        if (!demanded.allowsAll()) {
            Schema has = document.schemas().of(Kinds.of(Kind.OBJECT), Set.of(new Required(Set.of(name))));
            all.add(new Conditional(has, demanded, document.schemas().all()));
        }
    }

    private List<Schema> schemas(JsonValue argument) {
        return ((JsonArray) argument).items().stream().map(document::inPlace).toList();
    }

    private void conditional(Schema condition) {
        Schema then = branch(Vocabulary.THEN);
        Schema otherwise = branch(Vocabulary.ELSE);
        if (!then.allowsAll() || !otherwise.allowsAll()) {
            all.add(new Conditional(condition, then, otherwise));
        }
    }

    private Schema branch(Vocabulary keyword) {
        JsonValue argument = schema.get(keyword.keyword());
        return argument == null || !keyword.takes(argument) ? document.schemas().all() : document.inPlace(argument);
    }
}
