/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import java.util.List;

/** {@code tool.description-changed}, {@code tool.description-suspicious}: what the model reads about the tool. */
final class DescriptionChanged implements ToolRule {

    @Override
    public List<Change> look(ToolPair pair) {
        return Texts.changed(
                "tool",
                pair.subject(),
                "description",
                pair.before().raw(),
                pair.now().raw(),
                pair.names());
    }
}
