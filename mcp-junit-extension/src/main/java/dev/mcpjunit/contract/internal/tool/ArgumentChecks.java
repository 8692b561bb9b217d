/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.internal.tool.ToolOutcome.Answered;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Optional;

/** Whether harmless tools accept the arguments that their input schemas accept, and no others. */
final class ArgumentChecks {

    private ArgumentChecks() {}

    /** Arguments that the input schema rejects are refused. */
    static void invalid(ToolTrial trial) {
        var findings = new Findings();
        for (Tool tool : requireHarmless(trial)) {
            input(trial, tool, findings).ifPresent(schema -> invalid(trial, tool, schema, findings));
        }
        findings.conclude("the input schemas of the harmless tools accept every object");
    }

    private static void invalid(ToolTrial trial, Tool tool, JsonSchema schema, Findings findings) {
        JsonValue source = tool.inputSchema().orElseThrow();
        List<JsonObject> samples =
                trial.callsOf(tool).stream().map(ToolCall::arguments).toList();
        var invalid =
                GeneratedArguments.invalid(source, samples, arguments -> !violations(tool, schema, arguments, findings)
                        .isEmpty());
        for (JsonObject arguments : invalid) {
            List<SchemaViolation> violations = violations(tool, schema, arguments, findings);
            findings.tried();
            ToolOutcome outcome = trial.call(new ToolCall(tool.name(), arguments));
            String what = "tool '" + tool.name() + "' should refuse "
                    + Printable.line(arguments.toString(), ToolOutcome.EXCERPT)
                    + ", which its inputSchema rejects ("
                    + Printable.line(violations.get(0).toString()) + "), but "
                    + outcome.words();
            if (outcome instanceof Answered answered && answered.succeeded()) {
                findings.violation(what);
            } else if (outcome instanceof Unanswered lost) {
                lost(lost, what, findings);
            }
        }
    }

    /** The smallest arguments that the input schema accepts are accepted. */
    static void minimal(ToolTrial trial) {
        var findings = new Findings();
        for (Tool tool : requireHarmless(trial)) {
            input(trial, tool, findings).ifPresent(schema -> {
                reducedSamples(trial, tool, schema, findings);
                if (trial.declared().total().contains(tool.name())) {
                    generated(trial, tool, findings);
                }
            });
        }
        findings.conclude("the sample calls of the harmless tools have no optional arguments, and the declaration names"
                + " no tool that accepts all valid arguments: acceptingAllValid(…)");
    }

    private static void reducedSamples(ToolTrial trial, Tool tool, JsonSchema schema, Findings findings) {
        for (ToolCall call : trial.callsOf(tool)) {
            JsonObject smallest = GeneratedArguments.reduced(
                    call.arguments(),
                    arguments -> violations(tool, schema, arguments, findings).isEmpty());
            if (!smallest.equals(call.arguments())
                    && trial.resultOf(call, findings).isPresent()) {
                accepted(trial, tool, smallest, Origin.SAMPLE, findings);
            }
        }
    }

    private static void generated(ToolTrial trial, Tool tool, Findings findings) {
        for (Smallest smallest : GeneratedArguments.smallest(tool.inputSchema().orElseThrow())) {
            if (smallest instanceof Smallest.Found found) {
                accepted(trial, tool, found.arguments(), Origin.GENERATED, findings);
            } else if (smallest instanceof Smallest.None) {
                findings.violation("the inputSchema of tool '" + tool.name() + "' accepts no arguments at all");
            } else if (smallest instanceof Smallest.Unknown unknown) {
                findings.doubt("no arguments could be generated from the inputSchema of tool '" + tool.name() + "': "
                        + unknown.reason());
            }
        }
    }

    private enum Origin {
        SAMPLE,
        GENERATED
    }

    private static void accepted(ToolTrial trial, Tool tool, JsonObject arguments, Origin origin, Findings findings) {
        findings.tried();
        ToolOutcome outcome = trial.call(new ToolCall(tool.name(), arguments));
        String what =
                "tool '" + tool.name() + "' should accept " + Printable.line(arguments.toString(), ToolOutcome.EXCERPT)
                        + ", which its inputSchema accepts, but " + outcome.words();
        if (outcome instanceof Unanswered lost) {
            lost(lost, what, findings);
        } else if (!(outcome instanceof Answered answered) || !answered.succeeded()) {
            if (origin == Origin.GENERATED && mentionsFormat(tool.inputSchema().orElseThrow())) {
                findings.doubt(what + ". The schema has the keyword 'format', which generated arguments do not follow");
            } else {
                findings.violation(what);
            }
        }
    }

    private static boolean mentionsFormat(JsonValue schema) {
        if (schema instanceof JsonArray array) {
            return array.items().stream().anyMatch(ArgumentChecks::mentionsFormat);
        }
        return schema instanceof JsonObject object
                && (object.string("format").isPresent()
                        || object.members().values().stream().anyMatch(ArgumentChecks::mentionsFormat));
    }

    private static void lost(Unanswered lost, String what, Findings findings) {
        if (lost.isOfTheServer()) {
            findings.violation(what);
        } else {
            findings.doubt(what);
        }
    }

    private static List<Tool> requireHarmless(ToolTrial trial) {
        List<Tool> tools = trial.harmlessTools();
        if (tools.isEmpty()) {
            throw trial.noHarmlessTool();
        }
        return tools;
    }

    private static Optional<JsonSchema> input(ToolTrial trial, Tool tool, Findings findings) {
        if (tool.inputSchema().isEmpty()) {
            findings.doubt("tool '" + tool.name() + "' declares no inputSchema");
            return Optional.empty();
        }
        return trial.usable(tool, "inputSchema", tool.inputSchema().get(), findings);
    }

    private static List<SchemaViolation> violations(
            Tool tool, JsonSchema schema, JsonObject arguments, Findings findings) {
        try {
            return schema.validate(arguments);
        } catch (InvalidSchemaException unusable) {
            findings.doubt("the inputSchema of tool '" + tool.name() + "' cannot be applied: "
                    + Printable.line(String.valueOf(unusable.getMessage())));
            return List.of();
        }
    }
}
