/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.search;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Contains;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Declared;
import dev.mcpjunit.drift.internal.schema.model.Evaluation;
import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.MultipleOf;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Matches;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.Language;
import dev.mcpjunit.json.internal.regex.Regex;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes random values that mostly match a schema. */
final class ValueGenerator {

    private static final int DEEPEST = 8;
    private static final int LARGEST = 40;

    /** A list of lists of lists has too many parts; after this many, everything optional is left out. */
    private static final int MOST_PARTS = 120;

    private final Dictionary dictionary;
    private final Random random;
    private final boolean declaredOnly;
    private final Effort effort;
    private final Evaluation evaluation;
    private int parts;

    ValueGenerator(Dictionary dictionary, Random random, boolean declaredOnly, Effort effort) {
        this.dictionary = dictionary;
        this.random = random;
        this.declaredOnly = declaredOnly;
        this.effort = effort;
        this.evaluation = new Evaluation(effort);
    }

    JsonValue generate(Schema schema) {
        parts = 0;
        return generate(List.of(schema), 0);
    }

    private JsonValue generate(List<Schema> schemas, int depth) {
        effort.spend(1);
        if (++parts > 2 * MOST_PARTS) {
            return dictionary.anyValue(random);
        }
        Expectation expected = Expectation.of(schemas, random);
        Optional<OneOfValues> listed = expected.all(OneOfValues.class).findFirst();
        if (listed.isPresent() && !listed.get().values().isEmpty()) {
            return Dictionary.any(listed.get().values(), random);
        }
        List<Kind> kinds = expected.kinds().stream()
                .filter(kind -> depth < DEEPEST || (kind != Kind.OBJECT && kind != Kind.ARRAY))
                .toList();
        if (kinds.isEmpty()) {
            return dictionary.anyValue(random);
        }
        return switch (Dictionary.any(kinds, random)) {
            case NULL -> JsonNull.NULL;
            case BOOLEAN -> JsonBoolean.of(random.nextBoolean());
            case INTEGER -> number(expected, true);
            case FRACTION -> number(expected, false);
            case STRING -> text(expected);
            case ARRAY -> array(expected, depth);
            case OBJECT -> object(expected, depth);
        };
    }

    private JsonNumber number(Expectation expected, boolean integer) {
        BigDecimal value = dictionary.anyNumber(random).value();
        if (random.nextInt(3) == 0) {
            value = BigDecimal.valueOf(random.nextInt(200_000) - 100_000L, integer ? 0 : 2);
        }
        for (Within within : expected.all(Within.class).toList()) {
            JsonNumber min = within.interval().min();
            JsonNumber max = within.interval().max();
            if (min != null && value.compareTo(min.value()) < 0) {
                value = min.value().add(within.interval().minExcluded() ? BigDecimal.ONE : BigDecimal.ZERO);
            }
            if (max != null && value.compareTo(max.value()) > 0) {
                value = max.value().subtract(within.interval().maxExcluded() ? BigDecimal.ONE : BigDecimal.ZERO);
            }
        }
        if (integer) {
            value = value.setScale(0, RoundingMode.CEILING);
        }
        for (MultipleOf multiple : expected.all(MultipleOf.class).toList()) {
            BigDecimal factor = multiple.factor().value();
            value = value.divide(factor, 0, RoundingMode.CEILING).multiply(factor);
        }
        return new JsonNumber(value);
    }

    private JsonString text(Expectation expected) {
        List<Regex> patterns = expected.all(Matches.class).map(Matches::pattern).toList();
        Count length = expected.all(Length.class).map(Length::count).reduce(Count.ANY, Count::and);
        if (!patterns.isEmpty()
                && patterns.stream().allMatch(Regex::isRegular)
                && length.min() < LARGEST
                && random.nextInt(4) > 0) {
            long least = Math.min(length.max(), length.min() + random.nextInt(4));
            Optional<String> example = new Language(patterns, List.of(), Set.of(), least, length.max()).example(effort);
            if (example.isPresent()) {
                return new JsonString(example.get());
            }
        }
        String text = dictionary.anyText(random);
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints < length.min() && length.min() <= 1_000) {
            text = text + "a".repeat((int) length.min() - codePoints);
        } else if (codePoints > length.max()) {
            text = text.substring(0, text.offsetByCodePoints(0, (int) length.max()));
        }
        return new JsonString(text);
    }

    private boolean isLarge() {
        return parts > MOST_PARTS;
    }

    private int size(Count count) {
        long wanted = isLarge() ? 0 : dictionary.anySize(random);
        long size = Math.min(Math.max(wanted, count.min()), count.max());
        return (int) Math.min(size, LARGEST);
    }

    private JsonArray array(Expectation expected, int depth) {
        int size = size(expected.all(ItemCount.class).map(ItemCount::count).reduce(Count.ANY, Count::and));
        List<Items> rules = expected.all(Items.class).toList();
        List<Contains> contained = expected.all(Contains.class).toList();
        var items = new ArrayList<JsonValue>();
        for (int i = 0; i < Math.max(size, contained.isEmpty() ? 0 : 1); i++) {
            int index = i;
            List<Schema> schemas =
                    new ArrayList<>(rules.stream().map(rule -> rule.at(index)).toList());
            contained.stream()
                    .filter(counted -> index < counted.count().min())
                    .forEach(counted -> schemas.add(counted.item()));
            items.add(generate(schemas, depth + 1));
        }
        return new JsonArray(items);
    }

    private JsonObject object(Expectation expected, int depth) {
        List<Members> rules = expected.all(Members.class).toList();
        Set<String> names = new LinkedHashSet<>();
        expected.all(Required.class).forEach(required -> names.addAll(required.names()));
        for (Members rule : rules) {
            rule.named().keySet().stream()
                    .filter(name -> !isLarge() && random.nextBoolean())
                    .forEach(names::add);
            rule.patterns().keySet().stream()
                    .filter(pattern -> pattern.isRegular() && !isLarge() && random.nextBoolean())
                    .forEach(pattern -> new Language(List.of(pattern), List.of(), Set.of(), 0, Count.NO_LIMIT)
                            .example(effort)
                            .ifPresent(names::add));
        }
        Declared declared = Declared.by(rules);
        int wanted =
                size(expected.all(MemberCount.class).map(MemberCount::count).reduce(Count.ANY, Count::and));
        boolean more = !declaredOnly || declared.everything() || (declared.isSilent() && depth > 0);
        for (int tries = 0; more && names.size() < wanted && tries < LARGEST; tries++) {
            names.add(tries < 3 ? dictionary.anyName(random) : "x" + tries);
        }
        var members = new LinkedHashMap<String, JsonValue>();
        for (String name : names) {
            List<Schema> schemas = rules.stream()
                    .flatMap(rule -> evaluation.applicable(rule, name).stream())
                    .toList();
            if (schemas.stream().noneMatch(Schema::allowsNothing)) {
                members.put(name, generate(schemas, depth + 1));
            }
        }
        return JsonObject.of(members);
    }
}
