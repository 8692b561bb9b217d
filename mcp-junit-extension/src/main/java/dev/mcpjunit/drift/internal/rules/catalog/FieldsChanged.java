/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import java.util.List;
import java.util.Set;

/**
 * {@code tool.meta-changed}, {@code tool.icons-changed}, {@code tool.field-changed}: everything else a tool declares.
 */
final class FieldsChanged implements ToolRule {

    private static final Set<String> ELSEWHERE =
            Set.of("name", "inputSchema", "outputSchema", "description", "title", "annotations", "execution");

    @Override
    public List<Change> look(ToolPair pair) {
        return Fields.changed(
                "tool", pair.subject(), pair.before().raw(), pair.now().raw(), ELSEWHERE);
    }
}
