/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.schema.AddedSchema;
import dev.mcpjunit.drift.internal.rules.schema.SchemaQuestion;
import dev.mcpjunit.drift.internal.rules.text.EntryTexts;
import dev.mcpjunit.drift.internal.rules.text.NameIndex;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code tool.added}, {@code tool.removed}, {@code tool.duplicate-name}, {@code tool.shadows}: which tools there are.
 * Then asks all rules of tools about those that were there and still are.
 */
final class ToolList {

    /** The members that other rules report. */
    private static final Set<String> TOLD_BY_RULES =
            Set.of("name", "inputSchema", "outputSchema", "description", "title", "annotations", "execution");

    private static final List<ToolRule> RULES = List.of(
            new InputSchemaChanged(),
            new OutputSchemaChanged(),
            pair -> Texts.changed(
                    "tool",
                    pair.subject(),
                    "description",
                    pair.before().raw(),
                    pair.now().raw()),
            new TitleChanged(),
            new HintsChanged(),
            new AnnotationsChanged(),
            new TaskSupportChanged(),
            pair -> Fields.changed(
                    "tool", pair.subject(), pair.before().raw(), pair.now().raw(), TOLD_BY_RULES));

    /** Where hundreds are gone and hundreds have come, it is another server, and no name is like another by chance. */
    private static final int MOST_LIKENESSES = 2_500;

    private ToolList() {}

    static List<Change> changes(Catalog before, Catalog now, SchemaQuestion question) {
        Pairing<Tool> tools = Pairing.of(before.tools(), now.tools(), Tool::name, Tool::raw);
        var changes = new ArrayList<Change>();
        changes.addAll(removed(tools.gone(), tools.come()));
        Set<String> come = tools.come().stream().map(Tool::name).collect(toSet());
        NameIndex names = NameIndex.of(now.tools().stream().map(Tool::name));
        tools.come().forEach(tool -> {
            changes.addAll(added(tool, question));
            shadows(tool, names, come).ifPresent(changes::add);
        });
        tools.duplicates().forEach(name -> changes.add(duplicate(name)));
        for (Pairing.Pair<Tool> pair : tools.both()) {
            var toolPair = new ToolPair(
                    pair.before(),
                    pair.now(),
                    question,
                    before.server().protocol(),
                    now.server().protocol());
            var found = new ArrayList<Change>();
            RULES.forEach(rule -> found.addAll(rule.look(toolPair)));
            List<Change> all = EntryTexts.merged(
                    found,
                    EntryTexts.suspicious(
                            "tool",
                            toolPair.subject(),
                            pair.before().raw(),
                            pair.now().raw()));
            changes.addAll(Fields.orElse(
                    all, "tool", toolPair.subject(), withoutSchemas(pair.before()), withoutSchemas(pair.now())));
        }
        return changes;
    }

    /** Of tools that are not selected, what concerns those that are. */
    static List<Change> aimedAt(Set<String> selected, List<Tool> before, List<Tool> now) {
        Pairing<Tool> tools = Pairing.of(before, now, Tool::name, Tool::raw);
        NameIndex names = NameIndex.of(selected.stream());
        var changes = new ArrayList<Change>();
        for (Tool tool : tools.come()) {
            if (!selected.contains(tool.name())) {
                shadows(tool, names, Set.of()).ifPresent(changes::add);
                changes.addAll(suspicious(tool, JsonObject.EMPTY, selected));
            }
        }
        tools.both().stream()
                .filter(pair -> !selected.contains(pair.now().name()))
                .forEach(pair ->
                        changes.addAll(suspicious(pair.now(), pair.before().raw(), selected)));
        return changes;
    }

    private static List<Change> suspicious(Tool tool, JsonObject before, Set<String> selected) {
        return EntryTexts.suspicious("tool", Subject.tool(tool.name()), before, tool.raw()).stream()
                .filter(change -> change.text()
                        .filter(text -> selected.stream().anyMatch(name -> names(text.after(), name)))
                        .isPresent())
                .toList();
    }

    private static boolean names(String text, String tool) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(tool) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    private static JsonObject withoutSchemas(Tool tool) {
        return tool.raw().toBuilder()
                .remove("inputSchema")
                .remove("outputSchema")
                .build();
    }

    private static List<Change> removed(List<Tool> gone, List<Tool> come) {
        NameIndex spellings = NameIndex.of(come.stream().map(Tool::name));
        List<Tool> candidates = (long) gone.size() * come.size() <= MOST_LIKENESSES ? come : List.of();
        return gone.stream()
                .map(tool -> Change.contract(
                                "tool.removed",
                                Subject.tool(tool.name()),
                                JsonPointer.ROOT,
                                Compatibility.BREAKING,
                                "the tool is gone")
                        .withHint(spellings.renamed(tool.name()).or(() -> RenameGuess.renamed(tool, candidates))))
                .toList();
    }

    /** Of two new tools with one name in two spellings, one is reported, whatever their order. */
    private static Optional<Change> shadows(Tool tool, NameIndex names, Set<String> come) {
        return names.others(tool.name())
                .filter(other -> !come.contains(other) || tool.name().compareTo(other) > 0)
                .findFirst()
                .map(other -> Change.of(
                        "tool.shadows",
                        Subject.tool(tool.name()),
                        JsonPointer.ROOT,
                        Aspect.AUTHORITY,
                        Compatibility.COMPATIBLE,
                        Trust.SUSPICIOUS,
                        "its name differs from that of '" + other + "' in its spelling only"));
    }

    private static List<Change> added(Tool tool, SchemaQuestion question) {
        Subject subject = Subject.tool(tool.name());
        var changes = new ArrayList<Change>();
        changes.add(
                Change.contract("tool.added", subject, JsonPointer.ROOT, Compatibility.COMPATIBLE, "the tool is new"));
        changes.addAll(EntryTexts.suspicious("tool", subject, JsonObject.EMPTY, tool.raw()));
        tool.raw()
                .object("inputSchema")
                .ifPresent(schema -> changes.addAll(AddedSchema.defects(subject, Direction.INPUT, schema, question)));
        tool.raw().object("outputSchema").ifPresent(schema -> {
            changes.addAll(AddedSchema.defects(subject, Direction.OUTPUT, schema, question));
            OutputSchemaChanged.rejected(subject, schema).ifPresent(changes::add);
        });
        return changes;
    }

    private static Change duplicate(String name) {
        return Change.of(
                "tool.duplicate-name",
                Subject.tool(name),
                JsonPointer.ROOT,
                Aspect.CONTRACT,
                Compatibility.BREAKING,
                Trust.SUSPICIOUS,
                String.format(
                        Locale.ROOT, "the name '%s' is listed more than once; which one is called is open", name));
    }
}
