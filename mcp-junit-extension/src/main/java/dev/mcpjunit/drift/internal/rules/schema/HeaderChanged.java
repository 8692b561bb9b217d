/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** An argument that is new with its header takes nothing that was private into the open, but is to be reviewed. */
    static Optional<Finding> ofNew(JsonPointer at, JsonValue schema, Set<Convention> conventions) {
        return schema instanceof JsonObject object
                        && object.has(KEYWORD)
                        && !conventions.contains(Convention.STDIO_ONLY)
                ? Optional.of(
                        Finding.note(
                                "mirrored-header",
                                at.child(KEYWORD),
                                Compatibility.COSMETIC,
                                Aspect.AUTHORITY,
                                Trust.REVIEW,
                                "over HTTP the value of this new argument is also sent as a header, where intermediaries can read it"))
                : Optional.empty();
    }

    private static String words(boolean added, boolean has) {
        return added
                ? "over HTTP its value is now sent as a header as well, where intermediaries can read it"
                : has ? "the header that mirrors it has another name" : "its value is no longer sent as a header";
    }
}
