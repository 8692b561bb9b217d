/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Subject.Kind;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.model.Tool;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A snapshot that follows a server as far as no client is affected: whatever changed in compatible and cosmetic ways
 * only is taken as it is now, everything else stays as it is pinned. A tool is moved as a whole or not at all.
 */
final class SnapshotMerge {

    private static final Set<Level> HARMLESS = EnumSet.of(Level.COMPATIBLE, Level.COSMETIC);

    private final Set<Subject> kept;

    private SnapshotMerge(List<Change> changes) {
        this.kept = changes.stream()
                .filter(change -> !HARMLESS.contains(change.level()))
                .map(Change::subject)
                .collect(toSet());
    }

    static Snapshot of(Snapshot pinned, Snapshot received, List<Change> changes) {
        return new SnapshotMerge(changes).merged(pinned, received);
    }

    private Snapshot merged(Snapshot pinned, Snapshot received) {
        Catalog old = pinned.catalog();
        Catalog now = received.catalog();
        var catalog = new Catalog(
                kept.contains(Subject.SERVER) ? old.server() : now.server(),
                now.clientCapabilities(),
                entries(Kind.TOOL, old.tools(), now.tools(), Tool::name),
                entries(Kind.PROMPT, old.prompts(), now.prompts(), Prompt::name),
                entries(Kind.RESOURCE, old.resources(), now.resources(), Resource::uri),
                entries(
                        Kind.TEMPLATE,
                        old.resourceTemplates(),
                        now.resourceTemplates(),
                        ResourceTemplate::uriTemplate));
        return new Snapshot(catalog, kept.isEmpty() ? received.image() : pinned.image());
    }

    private <T> List<T> entries(Kind kind, List<T> old, List<T> now, Function<T, String> name) {
        return Stream.concat(
                        now.stream().filter(entry -> !isKept(kind, name.apply(entry))),
                        old.stream().filter(entry -> isKept(kind, name.apply(entry))))
                .toList();
    }

    private boolean isKept(Kind kind, String name) {
        return kept.contains(new Subject(kind, name));
    }
}
