/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import java.util.List;

/**
 * {@code mirrored-header}: an argument that is also sent as a header, where everything between client and server can
 * read it. Over stdio there are no headers, but the same server may be offered over HTTP tomorrow.
 */
final class HeaderChanged implements SchemaRule {

    static final String KEYWORD = "x-mcp-header";

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn(KEYWORD) || direction == Direction.OUTPUT) {
            return List.of();
        }
        boolean added = !pair.before().has(KEYWORD);
        boolean sent = !pair.conventions().contains(Convention.STDIO_ONLY);
        return List.of(Finding.note(
                "mirrored-header",
                pair.at(KEYWORD),
                sent ? Compatibility.RISKY : Compatibility.COSMETIC,
                Aspect.AUTHORITY,
                added && sent ? Trust.SUSPICIOUS : Trust.REVIEW,
                words(added, pair.now().has(KEYWORD))));
    }

    private static String words(boolean added, boolean has) {
        return added
                ? "over HTTP its value is now sent as a header as well, where intermediaries can read it"
                : has ? "the header that mirrors it has another name" : "its value is no longer sent as a header";
    }
}
