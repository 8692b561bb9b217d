/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.EvaluationCases.Case;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.normal.Vocabulary;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Compiles {@code unevaluatedProperties} and {@code unevaluatedItems}. What they leave to others depends on which
 * schemas beside them a value matches, so they are written out: for each case that can be, the condition under which it
 * is, and then an ordinary demand on what is left over.
 */
final class Unevaluated {

    private final DocumentCompiler document;
    private final JsonObject schema;

    private Unevaluated(DocumentCompiler document, JsonObject schema) {
        this.document = document;
        this.schema = schema;
    }

    static List<Schema> compile(DocumentCompiler document, JsonObject schema) {
        var unevaluated = new Unevaluated(document, schema);
        var demanded = new ArrayList<Schema>();
        unevaluated.add(demanded, Vocabulary.UNEVALUATED_PROPERTIES, Kind.OBJECT, unevaluated::members);
        unevaluated.add(demanded, Vocabulary.UNEVALUATED_ITEMS, Kind.ARRAY, unevaluated::items);
        return demanded;
    }

    private void add(List<Schema> demanded, Vocabulary keyword, Kind kind, Function<Case, Optional<Demand>> leftOver) {
        JsonValue argument = schema.get(keyword.keyword());
        if (argument == null
                || !keyword.takes(argument)
                || document.inside(argument).allowsAll()) {
            return;
        }
        try {
            Set<Schema> options = new LinkedHashSet<>();
            for (Case possible : new EvaluationCases(document).of(schema)) {
                var option = new Conjunction();
                possible.conditions().forEach(option::add);
                leftOver.apply(possible).ifPresent(option::add);
                options.add(option.in(document.schemas()));
            }
            demanded.add(
                    options.size() == 1
                            ? options.iterator().next()
                            : document.schemas().anyOf(options));
        } catch (EvaluationCases.TooManyException | InvalidRegexException notWrittenOut) {
            demanded.add(document.opaque(Kinds.of(kind), "'" + keyword.keyword() + "' beside what it depends on"));
        }
    }

    private Optional<Demand> members(Case possible) {
        if (possible.allMembers()) {
            return Optional.empty();
        }
        Schema any = document.schemas().all();
        Map<String, Schema> named = new LinkedHashMap<>();
        possible.names().forEach(name -> named.put(name, any));
        Map<Regex, Schema> patterns = new LinkedHashMap<>();
        possible.patterns().forEach(pattern -> patterns.put(document.schemas().pattern(pattern), any));
        return Optional.of(new Members(named, patterns, leftOver(Vocabulary.UNEVALUATED_PROPERTIES)));
    }

    private Optional<Demand> items(Case possible) {
        if (possible.allItems()) {
            return Optional.empty();
        }
        Schema rest = leftOver(Vocabulary.UNEVALUATED_ITEMS);
        if (!possible.contained().isEmpty()) {
            Set<Schema> options = new LinkedHashSet<>(possible.contained());
            options.add(rest);
            rest = document.schemas().anyOf(options);
        }
        return Optional.of(new Items(
                Collections.nCopies(possible.prefix(), document.schemas().all()), rest));
    }

    private Schema leftOver(Vocabulary keyword) {
        JsonValue argument = schema.get(keyword.keyword());
        return argument == null ? document.schemas().all() : document.inside(argument);
    }
}
