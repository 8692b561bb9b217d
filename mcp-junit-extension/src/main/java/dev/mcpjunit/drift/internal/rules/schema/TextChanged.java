/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.text.SuspiciousText;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code description-changed}, {@code title-changed}, {@code examples-changed}: what the model reads about an argument.
 * {@code …-suspicious} if it now has signs of an attack.
 */
final class TextChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : List.of("description", "title", "examples")) {
            if (pair.differsIn(keyword)) {
                String before = text(pair.before().get(keyword));
                String now = text(pair.now().get(keyword));
                List<String> signs = SuspiciousText.introduced(before, now, Set.of());
                boolean read = !keyword.equals("title") && !sameWords(before, now);
                findings.add(Finding.note(
                                keyword + (signs.isEmpty() ? "-changed" : "-suspicious"),
                                pair.at(keyword),
                                Compatibility.COSMETIC,
                                Aspect.GUIDANCE,
                                !signs.isEmpty() ? Trust.SUSPICIOUS : read ? Trust.REVIEW : Trust.NONE,
                                keyword + (signs.isEmpty() ? " changed" : " now has " + String.join(", ", signs)))
                        .withText(before, now));
            }
        }
        return findings;
    }

    private static boolean sameWords(String before, String now) {
        return before.strip().replaceAll("\\s+", " ").equals(now.strip().replaceAll("\\s+", " "));
    }

    private static String text(@Nullable JsonValue value) {
        return value == null ? "" : value instanceof JsonString text ? text.value() : value.toString();
    }
}
