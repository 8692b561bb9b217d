/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code tool.annotations-added}, {@code tool.annotations-removed}, {@code tool.annotation-changed}: hints as a whole,
 * and those that are not of the protocol. Servers that adopt hints do so for all tools together.
 */
final class AnnotationsChanged implements ToolRule {

    private static final Set<String> KNOWN =
            Set.of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    @Override
    public List<Change> look(ToolPair pair) {
        JsonObject before = pair.oldObject("annotations");
        JsonObject now = pair.newObject("annotations");
        if (pair.old("annotations") == null && pair.young("annotations") != null) {
            return List.of(
                    whole(pair, "tool.annotations-added", Compatibility.COSMETIC, "there are hints now: " + now));
        }
        if (pair.old("annotations") != null && pair.young("annotations") == null) {
            return List.of(whole(
                    pair,
                    "tool.annotations-removed",
                    before.isEmpty() ? Compatibility.COSMETIC : Compatibility.RISKY,
                    "the hints are gone: " + before + "; the tool counts as destructive now"));
        }
        var names = new TreeSet<>(before.names());
        names.addAll(now.names());
        names.removeAll(KNOWN);
        var changes = new ArrayList<Change>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), now.get(name))) {
                changes.add(Change.of(
                                "tool.annotation-changed",
                                pair.subject(),
                                ToolPair.at("annotations", name),
                                Aspect.AUTHORITY,
                                Compatibility.COSMETIC,
                                Trust.REVIEW,
                                Fields.words(before.get(name), now.get(name)))
                        .withLongValues(before.get(name), now.get(name)));
            }
        }
        return changes;
    }

    private static Change whole(ToolPair pair, String rule, Compatibility compatibility, String words) {
        return Change.of(
                rule, pair.subject(), ToolPair.at("annotations"), Aspect.AUTHORITY, compatibility, Trust.REVIEW, words);
    }
}
