/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code tool.task-support}: whether a call may, must or must not run as a task. Not to say is to forbid, in the
 * handshake revisions. Since 2026-07-28, tools do not say it: the server decides for each call.
 */
final class TaskSupportChanged implements ToolRule {

    private static final String FIELD = "taskSupport";
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";
    private static final String FORBIDDEN = "forbidden";

    @Override
    public List<Change> look(ToolPair pair) {
        JsonObject before = pair.oldObject("execution");
        JsonObject now = pair.newObject("execution");
        var changes = new ArrayList<Change>();
        String old = before.string(FIELD).orElse(FORBIDDEN);
        String young = now.string(FIELD).orElse(FORBIDDEN);
        boolean isSaid = !pair.oldRevision().isStateless() && !pair.revision().isStateless();
        if (isSaid && !old.equals(young)) {
            changes.add(Change.contract(
                    "tool.task-support",
                    pair.subject(),
                    ToolPair.at("execution", FIELD),
                    compatibility(old, young),
                    "tasks were " + old + " and are " + young + consequence(old, young)));
        }
        JsonObject restBefore = rest(before);
        JsonObject restNow = rest(now);
        if (!restBefore.equals(restNow)) {
            changes.add(Change.of(
                            "tool.field-changed",
                            pair.subject(),
                            ToolPair.at("execution"),
                            Aspect.AUTHORITY,
                            Compatibility.COSMETIC,
                            Trust.REVIEW,
                            "was " + before + " and is " + now)
                    .withLongValues(before, now));
        } else if (changes.isEmpty() && pair.differsIn("execution")) {
            changes.add(Change.of(
                    "tool.task-support",
                    pair.subject(),
                    ToolPair.at("execution"),
                    Aspect.NOTATION,
                    Compatibility.COSMETIC,
                    Trust.NONE,
                    isSaid
                            ? "tasks are " + young + ", declared differently"
                            : "was " + before + " and is " + now
                                    + "; since 2026-07-28, the server decides for each call"));
        }
        return changes;
    }

    private static JsonObject rest(JsonObject execution) {
        return execution.toBuilder().remove(FIELD).build();
    }

    private static Compatibility compatibility(String old, String young) {
        if (young.equals(OPTIONAL)) {
            return Compatibility.COMPATIBLE;
        }
        // Every call was a task, or every call must be one now. Otherwise, some clients may have called it as a task.
        return old.equals(REQUIRED) || young.equals(REQUIRED) ? Compatibility.BREAKING : Compatibility.RISKY;
    }

    private static String consequence(String old, String young) {
        if (young.equals(REQUIRED)) {
            return ": plain calls are refused";
        }
        boolean wereAllowed = old.equals(OPTIONAL) || old.equals(REQUIRED);
        return wereAllowed && young.equals(FORBIDDEN) ? ": calls as tasks are refused" : "";
    }
}
