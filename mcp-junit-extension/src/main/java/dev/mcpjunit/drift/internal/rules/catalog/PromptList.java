/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code prompt.added}, {@code prompt.removed}, {@code prompt.duplicate-name} and changes of prompts that were there
 * and still are.
 */
final class PromptList {

    private PromptList() {}

    static List<Change> changes(Catalog before, Catalog now) {
        Pairing<Prompt> prompts = Pairing.of(before.prompts(), now.prompts(), Prompt::name, Prompt::raw);
        Spellings come = Spellings.of(prompts.come().stream().map(Prompt::name));
        var changes = new ArrayList<Change>();
        for (Prompt prompt : prompts.gone()) {
            changes.add(change("prompt.removed", prompt, Compatibility.BREAKING, "the prompt is gone")
                    .withHint(come.renamed(prompt.name())));
        }
        for (Prompt prompt : prompts.come()) {
            changes.add(change("prompt.added", prompt, Compatibility.COMPATIBLE, "the prompt is new"));
            Texts.changed("prompt", subject(prompt), "description", JsonObject.EMPTY, prompt.raw(), Set.of()).stream()
                    .filter(text -> text.trust() == Trust.SUSPICIOUS)
                    .forEach(changes::add);
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
                        pair.now().raw(),
                        Set.of()));
            }
            found.addAll(Fields.changed(
                    "prompt",
                    subject,
                    pair.before().raw(),
                    pair.now().raw(),
                    Set.of("name", "description", "title", "arguments")));
            changes.addAll(Fields.orElse(
                    found, "prompt", subject, pair.before().raw(), pair.now().raw()));
        }
        return changes;
    }

    private static Subject subject(Prompt prompt) {
        return new Subject(Subject.Kind.PROMPT, prompt.name());
    }

    private static Change change(String rule, Prompt prompt, Compatibility compatibility, String words) {
        return Change.contract(rule, subject(prompt), JsonPointer.ROOT, compatibility, words);
    }
}
