/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.rules.text.EntryTexts;
import dev.mcpjunit.drift.internal.rules.text.NameIndex;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code prompt.added}, {@code prompt.removed}, {@code prompt.duplicate-name} and changes of prompts that were there
 * and still are.
 */
final class PromptList {

    private PromptList() {}

    static List<Change> changes(Catalog before, Catalog now) {
        Pairing<Prompt> prompts = Pairing.of(before.prompts(), now.prompts(), Prompt::name, Prompt::raw);
        NameIndex come = NameIndex.of(prompts.come().stream().map(Prompt::name));
        var changes = new ArrayList<Change>();
        for (Prompt prompt : prompts.gone()) {
            changes.add(change("prompt.removed", prompt, Compatibility.BREAKING, "the prompt is gone")
                    .withHint(come.renamed(prompt.name())));
        }
        for (Prompt prompt : prompts.come()) {
            changes.add(change("prompt.added", prompt, Compatibility.COMPATIBLE, "the prompt is new"));
            changes.addAll(EntryTexts.suspicious("prompt", subject(prompt), JsonObject.EMPTY, byName(prompt)));
        }
        for (String name : prompts.duplicates()) {
            changes.add(Change.contract(
                    "prompt.duplicate-name",
                    new Subject(Subject.Kind.PROMPT, name),
                    JsonPointer.ROOT,
                    Compatibility.BREAKING,
                    "the name is listed more than once"));
        }
        for (Pairing.Pair<Prompt> pair : prompts.both()) {
            Subject subject = subject(pair.now());
            var found = new ArrayList<Change>();
            found.addAll(PromptArguments.changes(subject, pair.before(), pair.now()));
            for (String field : List.of("description", "title")) {
                found.addAll(Texts.changed(
                        "prompt",
                        subject,
                        field,
                        pair.before().raw(),
                        pair.now().raw()));
            }
            found.addAll(Fields.changed(
                    "prompt",
                    subject,
                    pair.before().raw(),
                    pair.now().raw(),
                    Set.of("name", "description", "title", "arguments")));
            List<Change> all = EntryTexts.merged(
                    found, EntryTexts.suspicious("prompt", subject, byName(pair.before()), byName(pair.now())));
            changes.addAll(Fields.orElse(
                    all, "prompt", subject, pair.before().raw(), pair.now().raw()));
        }
        return changes;
    }

    /** Arguments go by name, as everywhere in a snapshot; those that have none stay as they are. */
    private static JsonObject byName(Prompt prompt) {
        JsonObject.Builder arguments = JsonObject.builder();
        int nameless = 0;
        for (JsonValue argument : prompt.raw().array("arguments").orElse(JsonArray.EMPTY)) {
            Optional<String> name = argument instanceof JsonObject object ? object.string("name") : Optional.empty();
            arguments.put(name.orElse(String.valueOf(nameless++)), argument);
        }
        return prompt.raw().array("arguments").isEmpty()
                ? prompt.raw()
                : prompt.raw().toBuilder().put("arguments", arguments.build()).build();
    }

    private static Subject subject(Prompt prompt) {
        return new Subject(Subject.Kind.PROMPT, prompt.name());
    }

    private static Change change(String rule, Prompt prompt, Compatibility compatibility, String words) {
        return Change.contract(rule, subject(prompt), JsonPointer.ROOT, compatibility, words);
    }
}
