/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code default-added}, {@code default-changed}, {@code default-removed}: the same call may do something else. A
 * default that guarded and no longer does is to be reviewed.
 */
final class DefaultChanged implements SchemaRule {

    private static final Pattern GUARD = Pattern.compile(
            "(?i).*(dry.?run|read.?only|confirm|safe|sandbox|preview|verify|require|redact|restrict).*");

    private static final Pattern LICENSE =
            Pattern.compile("(?i).*(allow|force|unsafe|external|delete|overwrite|skip|disable|bypass|admin|write).*");

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        if (!pair.differsIn("default")) {
            return List.of();
        }
        JsonValue before = pair.before().get("default");
        JsonValue now = pair.now().get("default");
        String rule = before == null ? "default-added" : now == null ? "default-removed" : "default-changed";
        String words = before == null
                ? "the default is now " + now
                : now == null ? "the default " + before + " is gone" : "the default was " + before + " and is " + now;
        boolean changes = direction == Direction.INPUT && before != null;
        return List.of(Finding.note(
                        rule,
                        pair.at("default"),
                        changes ? Compatibility.RISKY : Compatibility.COSMETIC,
                        Aspect.CONTRACT,
                        changes && weakens(pair, String.valueOf(now)) ? Trust.REVIEW : Trust.NONE,
                        words)
                .withLongValues(before, now));
    }

    private static boolean weakens(SchemaPair pair, String now) {
        String name = pair.property().orElse("");
        return (now.equals("false") && GUARD.matcher(name).matches())
                || (now.equals("true") && LICENSE.matcher(name).matches());
    }
}
