/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import java.util.List;

/**
 * {@code mirrored-header}: an argument that is also sent as a header, where everything between client and server can
 * read it.
 */
final class HeaderChanged implements SchemaRule {

    private static final String KEYWORD = "x-mcp-header";

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn(KEYWORD)) {
            return List.of();
        }
        boolean added = !pair.before().has(KEYWORD);
        return List.of(Finding.note(
                "mirrored-header",
                pair.at(KEYWORD),
                Compatibility.RISKY,
                Aspect.AUTHORITY,
                added ? Trust.SUSPICIOUS : Trust.REVIEW,
                added
                        ? "its value is now sent as a header as well, where intermediaries can read it"
                        : "the header that mirrors it has changed"));
    }
}
