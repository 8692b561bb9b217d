/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
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
                boolean read = !keyword.equals("title") && new TextChange(before, now).isReworded();
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

    private static String text(@Nullable JsonValue value) {
        return value == null ? "" : value instanceof JsonString text ? text.value() : value.toString();
    }
}
