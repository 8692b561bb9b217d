/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code description-changed}, {@code title-changed}, {@code examples-changed}: what the model reads about an argument.
 */
final class TextChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : List.of("description", "title", "examples")) {
            if (pair.differsIn(keyword)) {
                String before = text(pair.before().get(keyword));
                String now = text(pair.now().get(keyword));
                boolean read =
                        (!keyword.equals("title") || isLabel(pair.now())) && new TextChange(before, now).isReworded();
                findings.add(Finding.note(
                                keyword + "-changed",
                                pair.at(keyword),
                                Compatibility.COSMETIC,
                                Aspect.GUIDANCE,
                                read ? Trust.REVIEW : Trust.NONE,
                                keyword + " changed")
                        .withText(before, now));
            }
        }
        return findings;
    }

    /** The title of a single value is what it is chosen by. */
    private static boolean isLabel(JsonObject schema) {
        return schema.has("const")
                || schema.array("enum")
                        .filter(values -> values.items().size() == 1)
                        .isPresent();
    }

    private static String text(@Nullable JsonValue value) {
        return value == null ? "" : value instanceof JsonString text ? text.value() : value.toString();
    }
}
