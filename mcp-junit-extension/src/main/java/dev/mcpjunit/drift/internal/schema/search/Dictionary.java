/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.search;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Contains;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.ItemCount;
import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.Not;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.Count;
import dev.mcpjunit.drift.internal.schema.model.Demand;
import dev.mcpjunit.drift.internal.schema.model.Interval;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.MultipleOf;
import dev.mcpjunit.drift.internal.schema.model.NumberDemand.Within;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberCount;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.MemberNames;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Required;
import dev.mcpjunit.drift.internal.schema.model.Schema;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Length;
import dev.mcpjunit.drift.internal.schema.model.TextDemand.Matches;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.Language;
import dev.mcpjunit.json.internal.regex.Regex;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What some schemas mention: the values, names and sizes at which one of them may change its mind. */
final class Dictionary {

    private static final int LONGEST = 300;

    private static final List<JsonValue> COMMON = Stream.of("null", "true", "false", "[]", "{}", "[null]", "{\"x\":1}")
            .map(Json::parse)
            .toList();

    private static final List<JsonNumber> COMMON_NUMBERS = Stream.of("0", "1", "-1", "2", "0.5", "-1.5", "100")
            .map(number -> new JsonNumber(new BigDecimal(number)))
            .toList();

    private final Effort effort;
    private final Set<Schema> seen = new LinkedHashSet<>();
    private final Deque<Schema> open = new ArrayDeque<>();
    private final Set<JsonValue> values = new LinkedHashSet<>();
    private final Set<JsonNumber> numbers = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Integer> sizes = new LinkedHashSet<>();

    private Dictionary(Effort effort) {
        this.effort = effort;
    }

    static Dictionary of(List<Schema> schemas, Effort effort) {
        var dictionary = new Dictionary(effort);
        dictionary.values.addAll(COMMON);
        dictionary.numbers.addAll(COMMON_NUMBERS);
        dictionary.texts.addAll(List.of("", "a", "text", "1"));
        dictionary.names.add("x");
        dictionary.sizes.addAll(List.of(0, 1, 2));
        dictionary.open.addAll(schemas);
        while (!dictionary.open.isEmpty()) {
            Schema schema = dictionary.open.remove();
            if (dictionary.seen.add(schema)) {
                effort.spend(1);
                schema.demands().forEach(dictionary::read);
            }
        }
        dictionary.numbers.forEach(dictionary.values::add);
        dictionary.texts.forEach(text -> dictionary.values.add(new JsonString(text)));
        return dictionary;
    }

    private void read(Demand demand) {
        if (demand instanceof OneOfValues listed) {
            listed.values().forEach(this::value);
        } else if (demand instanceof Within within) {
            bounds(within.interval());
        } else if (demand instanceof MultipleOf multiple) {
            number(multiple.factor().value());
            number(multiple.factor().value().multiply(BigDecimal.valueOf(3)));
        } else if (demand instanceof Length length) {
            count(length.count()).forEach(size -> texts.add("a".repeat(size)));
        } else if (demand instanceof Matches matches) {
            pattern(matches.pattern()).forEach(texts::add);
        } else if (demand instanceof ItemCount items) {
            sizes.addAll(count(items.count()));
        } else if (demand instanceof MemberCount members) {
            sizes.addAll(count(members.count()));
        } else if (demand instanceof Required required) {
            names.addAll(required.names());
        } else {
            schemas(demand);
        }
    }

    private void schemas(Demand demand) {
        if (demand instanceof Items items) {
            open.addAll(items.prefix());
            open.add(items.rest());
            sizes.add(items.prefix().size() + 1);
        } else if (demand instanceof Contains contains) {
            open.add(contains.item());
            sizes.addAll(count(contains.count()));
        } else if (demand instanceof Members members) {
            names.addAll(members.named().keySet());
            members.patterns().keySet().forEach(pattern -> names.addAll(pattern(pattern)));
            open.addAll(members.named().values());
            open.addAll(members.patterns().values());
            open.add(members.rest());
        } else if (demand instanceof MemberNames memberNames) {
            open.add(memberNames.name());
        } else if (demand instanceof AnyOf any) {
            open.addAll(any.options());
        } else if (demand instanceof OneOf one) {
            open.addAll(one.options());
        } else if (demand instanceof Not not) {
            open.add(not.schema());
        } else if (demand instanceof Conditional conditional) {
            open.addAll(List.of(conditional.condition(), conditional.then(), conditional.otherwise()));
        } else if (demand instanceof Refer refer) {
            open.add(refer.definition().schema());
        }
    }

    private void value(JsonValue value) {
        values.add(value);
        if (value instanceof JsonNumber number) {
            number(number.value());
        } else if (value instanceof JsonString text) {
            texts.add(text.value());
        }
    }

    private void bounds(Interval interval) {
        if (interval.min() != null) {
            number(interval.min().value());
        }
        if (interval.max() != null) {
            number(interval.max().value());
        }
    }

    private void number(BigDecimal number) {
        for (String distance : List.of("0", "1", "-1", "0.5", "-0.5")) {
            numbers.add(new JsonNumber(number.add(new BigDecimal(distance))));
        }
    }

    private static Set<Integer> count(Count count) {
        Set<Integer> near = new LinkedHashSet<>();
        for (long bound : new long[] {count.min() - 1, count.min(), count.max(), count.max() + 1}) {
            if (bound >= 0 && bound <= LONGEST) {
                near.add((int) bound);
            }
        }
        return near;
    }

    private Set<String> pattern(Regex pattern) {
        Set<String> examples = new LinkedHashSet<>();
        if (pattern.isRegular()) {
            for (int least : new int[] {0, 2, 7}) {
                new Language(List.of(pattern), List.of(), Set.of(), least, Count.NO_LIMIT)
                        .example(effort)
                        .ifPresent(examples::add);
            }
            new Language(List.of(), List.of(pattern), Set.of(), 0, Count.NO_LIMIT)
                    .example(effort)
                    .ifPresent(examples::add);
        }
        return examples;
    }

    JsonValue anyValue(Random random) {
        return any(values, random);
    }

    JsonNumber anyNumber(Random random) {
        return any(numbers, random);
    }

    String anyText(Random random) {
        return any(texts, random);
    }

    String anyName(Random random) {
        return any(names, random);
    }

    int anySize(Random random) {
        return any(sizes, random);
    }

    static <T> T any(Collection<T> values, Random random) {
        int index = random.nextInt(values.size());
        if (values instanceof List<T> list) {
            return list.get(index);
        }
        Iterator<T> each = values.iterator();
        for (int i = 0; i < index; i++) {
            each.next();
        }
        return each.next();
    }
}
