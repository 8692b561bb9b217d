/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Tool;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether names and titles are as the specification says. */
final class NameChecks {

    /** The first revision with rules for names. */
    private static final ProtocolRevision WITH_RULES = new ProtocolRevision("2025-11-25");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private NameChecks() {}

    /** Names are unique and well-formed; titles are readable text. */
    static void namesAndTitles(ToolTrial trial) {
        var findings = new Findings();
        var seen = new HashSet<String>();
        boolean hasRules = trial.revision().compareTo(WITH_RULES) >= 0;
        for (Tool tool : trial.tools()) {
            findings.tried();
            String name = tool.name();
            if (!seen.add(name)) {
                findings.violation("the name '" + Printable.line(name) + "' is that of several tools");
            }
            if (name.isEmpty() || (hasRules && !NAME.matcher(name).matches())) {
                findings.violation("the name '" + Printable.line(name)
                        + "' should have 1 to 128 characters, all of them A-Z, a-z, 0-9, _, - or .");
            }
            title(tool, "title", tool.raw().get("title"), findings);
            title(tool, "annotations.title", tool.annotations().get("title"), findings);
        }
        findings.conclude(trial.server() + " lists no tools");
    }

    private static void title(Tool tool, String member, @Nullable JsonValue title, Findings findings) {
        if (title == null) {
            return;
        }
        String problem = "";
        if (!(title instanceof JsonString text)) {
            problem = "is not a string";
        } else if (text.value().isBlank()) {
            problem = "is blank";
        } else if (CONTROL.matcher(text.value()).find()) {
            problem = "has control characters";
        }
        if (!problem.isEmpty()) {
            findings.violation("the " + member + " of tool '" + Printable.line(tool.name()) + "' " + problem + ": "
                    + Printable.line(title.toString()));
        }
    }
}
