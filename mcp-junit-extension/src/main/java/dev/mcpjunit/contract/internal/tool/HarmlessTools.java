/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.toMap;

import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Tool;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The harmless tools in one check of arguments: their input schemas, and which of them no longer answer. */
final class HarmlessTools {

    private final ToolTrial trial;
    private final Findings findings;
    private final Map<String, Tool> tools;
    private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();
    private final Set<String> lost = new HashSet<>();

    /** There must be a harmless tool; those without a usable input schema are reported as unclear. */
    HarmlessTools(ToolTrial trial, Findings findings) {
        this.trial = trial;
        this.findings = findings;
        this.tools = trial.requireHarmless().stream()
                .collect(toMap(Tool::name, tool -> tool, (first, second) -> first, LinkedHashMap::new));
        tools.forEach(
                (name, tool) -> InputSchemas.of(trial, tool, findings).ifPresent(schema -> schemas.put(name, schema)));
    }

    /** Takes a sample call of a harmless tool. */
    interface Judge {
        void sample(int index, ToolCall call, ToolOutcome outcome);
    }

    /**
     * Make all sample calls in order, and hand out those of the tools that have an input schema and still answer. To
     * the last, even if that tool is not harmless: it may remove what the first has created.
     */
    void eachSample(Judge judge) {
        List<ToolCall> calls = trial.declared().calls();
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            ToolOutcome outcome = trial.call(call);
            if (schemas.containsKey(call.tool()) && !isLost(call.tool())) {
                judge.sample(i, call, outcome);
            }
        }
    }

    /** The names of the tools that have a usable input schema. */
    Set<String> names() {
        return schemas.keySet();
    }

    Tool tool(String name) {
        return Objects.requireNonNull(tools.get(name));
    }

    /** How arguments break the input schema of a tool. */
    List<SchemaViolation> violations(String name, JsonObject arguments) {
        return InputSchemas.violations(tool(name), Objects.requireNonNull(schemas.get(name)), arguments, findings);
    }

    /** Call a tool no more: each further call may take as long. */
    void lose(String name) {
        lost.add(name);
    }

    /** A tool did not answer, and is called no more. */
    void lose(String name, Unanswered unanswered, String what) {
        lose(name);
        findings.unanswered(unanswered, what);
    }

    boolean isLost(String name) {
        return lost.contains(name);
    }
}
