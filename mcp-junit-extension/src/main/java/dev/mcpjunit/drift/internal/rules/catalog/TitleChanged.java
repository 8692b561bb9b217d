/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Trust;
import java.util.ArrayList;
import java.util.List;

/** {@code tool.title-changed}: what people read when they are asked to approve. */
final class TitleChanged implements ToolRule {

    @Override
    public List<Change> look(ToolPair pair) {
        List<Change> changes = new ArrayList<>(Texts.changed(
                "tool", pair.subject(), "title", pair.before().raw(), pair.now().raw(), pair.names()));
        Texts.changed(
                        "tool",
                        pair.subject(),
                        "title",
                        pair.oldObject("annotations"),
                        pair.newObject("annotations"),
                        pair.names())
                .stream()
                // Hints that come or go as a whole are told as a whole, unless what comes with them is to be feared.
                .filter(change -> change.trust() == Trust.SUSPICIOUS
                        || (pair.old("annotations") != null && pair.young("annotations") != null))
                .map(change -> change.under(ToolPair.at("annotations")))
                .forEach(changes::add);
        return changes;
    }
}
