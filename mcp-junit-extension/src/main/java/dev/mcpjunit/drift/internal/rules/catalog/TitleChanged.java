/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import java.util.ArrayList;
import java.util.List;

/** {@code tool.title-changed}: what people read when they are asked to approve. */
final class TitleChanged implements ToolRule {

    @Override
    public List<Change> look(ToolPair pair) {
        List<Change> changes = new ArrayList<>(Texts.changed(
                "tool", pair.subject(), "title", pair.before().raw(), pair.now().raw()));
        Texts.changed("tool", pair.subject(), "title", pair.oldObject("annotations"), pair.newObject("annotations"))
                .stream()
                // Hints that are added or removed as a whole are reported as a whole.
                .filter(change -> pair.old("annotations") != null && pair.young("annotations") != null)
                .map(change -> change.under(ToolPair.at("annotations")))
                .forEach(changes::add);
        return changes;
    }
}
