/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code prompt.argument-added}, {@code prompt.argument-removed}, {@code prompt.argument-became-required},
 * {@code prompt.argument-became-optional}, {@code prompt.argument-order}: what a prompt is asked for with.
 */
final class PromptArguments {

    private PromptArguments() {}

    static List<Change> changes(Subject subject, Prompt before, Prompt now) {
        Map<String, JsonObject> olds = byName(before);
        Map<String, JsonObject> nows = byName(now);
        var changes = new ArrayList<Change>();
        olds.forEach((name, argument) -> {
            if (!nows.containsKey(name)) {
                changes.add(Change.contract(
                        "prompt.argument-removed",
                        subject,
                        at(name),
                        Compatibility.RISKY,
                        "'" + name + "' is no longer declared"));
            }
        });
        nows.forEach((name, argument) -> {
            JsonObject old = olds.get(name);
            if (old == null) {
                changes.add(Change.contract(
                        "prompt.argument-added",
                        subject,
                        at(name),
                        isRequired(argument) ? Compatibility.BREAKING : Compatibility.COMPATIBLE,
                        "'" + name + "' is new and " + (isRequired(argument) ? "required" : "optional")));
            } else if (!old.equals(argument)) {
                changes.addAll(changed(subject, at(name), name, old, argument));
            }
        });
        if (changes.isEmpty() && !before.arguments().equals(now.arguments())) {
            changes.add(Change.of(
                    "prompt.argument-order",
                    subject,
                    ToolPair.at("arguments"),
                    Aspect.NOTATION,
                    Compatibility.COSMETIC,
                    Trust.NONE,
                    "the arguments are in another order; commands that take them by position break"));
        }
        return changes;
    }

    private static List<Change> changed(
            Subject subject, JsonPointer at, String name, JsonObject old, JsonObject argument) {
        var changes = new ArrayList<Change>();
        if (isRequired(old) != isRequired(argument)) {
            boolean required = isRequired(argument);
            changes.add(Change.contract(
                    required ? "prompt.argument-became-required" : "prompt.argument-became-optional",
                    subject,
                    at,
                    required ? Compatibility.BREAKING : Compatibility.COMPATIBLE,
                    "'" + name + "' is now " + (required ? "required" : "optional")));
        }
        for (String field : List.of("description", "title")) {
            Texts.changed("prompt", subject, field, old, argument).stream()
                    .map(change -> change.under(at))
                    .forEach(changes::add);
        }
        Fields.changed("prompt", subject, old, argument, Set.of("name", "required", "description", "title")).stream()
                .map(change -> change.under(at))
                .forEach(changes::add);
        return changes;
    }

    private static boolean isRequired(JsonObject argument) {
        return argument.bool("required").orElse(false);
    }

    private static Map<String, JsonObject> byName(Prompt prompt) {
        Map<String, JsonObject> named = new LinkedHashMap<>();
        prompt.arguments().forEach(argument -> named.put(argument.string("name").orElse(""), argument));
        return named;
    }

    /** Entries go by name, as everywhere in a snapshot. */
    private static JsonPointer at(String name) {
        return ToolPair.at("arguments", name);
    }
}
