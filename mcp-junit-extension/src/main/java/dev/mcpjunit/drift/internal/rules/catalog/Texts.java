/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.text.SuspiciousText;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Changes of texts, the same wherever they stand: to be reviewed, or suspicious if of a certain kind. */
final class Texts {

    private Texts() {}

    static List<Change> changed(
            String prefix, Subject subject, String field, JsonObject before, JsonObject now, Set<String> toolNames) {
        if (Objects.equals(before.get(field), now.get(field))) {
            return List.of();
        }
        return List.of(changed(
                prefix,
                subject,
                field,
                before.string(field).orElse(""),
                now.string(field).orElse(""),
                toolNames));
    }

    static Change changed(
            String prefix, Subject subject, String field, String before, String now, Set<String> toolNames) {
        List<String> signs = SuspiciousText.introduced(before, now, toolNames);
        boolean same = words(before).equals(words(now));
        return Change.of(
                        prefix + "." + field + (signs.isEmpty() ? "-changed" : "-suspicious"),
                        subject,
                        ToolPair.at(field),
                        Aspect.GUIDANCE,
                        Compatibility.COSMETIC,
                        !signs.isEmpty() ? Trust.SUSPICIOUS : same ? Trust.NONE : Trust.REVIEW,
                        field + (signs.isEmpty() ? " changed" : " now has " + String.join(", ", signs)))
                .withText(before, now);
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
