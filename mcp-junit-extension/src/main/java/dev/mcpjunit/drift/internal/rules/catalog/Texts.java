/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** {@code …-changed}: changes of texts that have a rule of their own, for review unless only spaces moved. */
final class Texts {

    private Texts() {}

    static List<Change> changed(String prefix, Subject subject, String field, JsonObject before, JsonObject now) {
        if (Objects.equals(before.get(field), now.get(field))) {
            return List.of();
        }
        return List.of(changed(
                prefix,
                subject,
                field,
                before.string(field).orElse(""),
                now.string(field).orElse("")));
    }

    static Change changed(String prefix, Subject subject, String field, String before, String now) {
        return Change.of(
                        prefix + "." + field + "-changed",
                        subject,
                        ToolPair.at(field),
                        Aspect.GUIDANCE,
                        Compatibility.COSMETIC,
                        new TextChange(before, now).isReworded() ? Trust.REVIEW : Trust.NONE,
                        field + " changed")
                .withText(before, now);
    }
}
