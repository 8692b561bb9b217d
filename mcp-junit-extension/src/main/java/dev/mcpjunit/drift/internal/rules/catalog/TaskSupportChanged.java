/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code tool.task-support}: whether a call may, must or must not run as a task. Not to say is to forbid. */
final class TaskSupportChanged implements ToolRule {

    private static final String FIELD = "taskSupport";

    @Override
    public List<Change> look(ToolPair pair) {
        JsonObject before = pair.oldObject("execution");
        JsonObject now = pair.newObject("execution");
        var changes = new ArrayList<Change>();
        String old = before.string(FIELD).orElse("forbidden");
        String young = now.string(FIELD).orElse("forbidden");
        if (!old.equals(young)) {
            boolean breaking = old.equals("required") || young.equals("required");
            changes.add(Change.contract(
                    "tool.task-support",
                    pair.subject(),
                    ToolPair.at("execution", FIELD),
                    breaking
                            ? Compatibility.BREAKING
                            : young.equals("optional") ? Compatibility.COMPATIBLE : Compatibility.RISKY,
                    "tasks were " + old + " and are " + young));
        } else if (!Objects.equals(pair.old("execution"), pair.young("execution"))) {
            boolean rest = !before.toBuilder()
                    .remove(FIELD)
                    .build()
                    .equals(now.toBuilder().remove(FIELD).build());
            changes.add(Change.of(
                            rest ? "tool.field-changed" : "tool.task-support",
                            pair.subject(),
                            ToolPair.at("execution"),
                            rest ? Aspect.AUTHORITY : Aspect.NOTATION,
                            Compatibility.COSMETIC,
                            rest ? Trust.REVIEW : Trust.NONE,
                            rest ? "was " + before + " and is " + now : "tasks are " + young + ", declared differently")
                    .withLongValues(rest ? before : null, rest ? now : null));
        }
        return changes;
    }
}
