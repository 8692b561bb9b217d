/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.contract.tool.ToolStrength;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What tools return, and how much of it their output schemas promise. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResultChecks {

    private static final int SHOWN = 5;

    private static final String LACKING = "no tool with an outputSchema has a sample call: calling(…)";

    /** The most steps for the mutants of a tool: some seconds of work. A step is about one value or one keyword. */
    private static final long MOST_STEPS = 2_000_000;

    private ResultChecks() {}

    /** The structured content of each sample call is valid under the output schema. */
    static void outputSchemas(ToolTrial trial) {
        requireOutputSchema(trial);
        var findings = new Findings();
        byTool(trial.samples(ResultChecks::hasOutputSchema, findings)).forEach((tool, samples) -> {
            findings.tried();
            output(trial, tool, findings)
                    .ifPresent(schema -> samples.forEach(sample ->
                            sample.result().ifPresent(result -> judge(sample.call(), result, schema, findings))));
        });
        findings.concludeJudged(LACKING);
    }

    private static void requireOutputSchema(ToolTrial trial) {
        if (trial.tools().stream().noneMatch(ResultChecks::hasOutputSchema)) {
            throw Finding.notApplicable("no tool of " + trial.server() + " declares an outputSchema");
        }
    }

    private static boolean hasOutputSchema(Tool tool) {
        return tool.outputSchema().isPresent();
    }

    private static Map<Tool, List<Sampled>> byTool(List<Sampled> samples) {
        return samples.stream().collect(groupingBy(Sampled::tool, LinkedHashMap::new, toList()));
    }

    private static Optional<JsonSchema> output(ToolTrial trial, Tool tool, Findings findings) {
        return tool.outputSchema().flatMap(schema -> trial.usable(tool, "outputSchema", schema, findings));
    }

    private static void judge(ToolCall call, ToolResult result, JsonSchema schema, Findings findings) {
        Optional<JsonValue> content = result.structuredContent();
        if (content.isEmpty()) {
            findings.violation(
                    "the call " + call + " returned no structuredContent, although the tool declares an outputSchema");
            return;
        }
        violations(schema, content.get(), call.tool(), findings).stream()
                .limit(SHOWN)
                .forEach(violation -> findings.violation("the result of " + call + " breaks the outputSchema: "
                        + Printable.line(violation.toString()) + ". It is "
                        + Printable.line(content.get().toString(), ToolOutcome.EXCERPT)));
    }

    private static List<SchemaViolation> violations(
            JsonSchema schema, JsonValue value, String tool, Findings findings) {
        try {
            return schema.validate(value);
        } catch (InvalidSchemaException unusable) {
            findings.unclear("the outputSchema of tool '" + tool + "' cannot be applied: "
                    + Printable.line(String.valueOf(unusable.getMessage())));
            return List.of();
        }
    }

    /** Structured content is in a text block as well. */
    static void textContent(ToolTrial trial) {
        trial.requireCalls();
        var findings = new Findings();
        for (Sampled sample : trial.samples(tool -> true, findings)) {
            sample.result().ifPresent(result -> result.structuredContent().ifPresent(content -> {
                findings.tried();
                if (texts(result).noneMatch(text -> isJson(text, content))) {
                    findings.violation("the result of " + sample.call()
                            + " has no text block that is the JSON of its structuredContent. It should have one (SHOULD),"
                            + " for clients that do not read structured content. Its text is "
                            + Printable.line(result.text(), ToolOutcome.EXCERPT));
                }
            }));
        }
        findings.conclude("no sample call returned structured content");
    }

    private static Stream<String> texts(ToolResult result) {
        return result.content().stream()
                .filter(block -> block.string("type").filter("text"::equals).isPresent())
                .flatMap(block -> block.string("text").stream());
    }

    private static boolean isJson(String text, JsonValue expected) {
        try {
            return Json.parse(text).equals(expected);
        } catch (MalformedJsonException prose) {
            return false;
        }
    }

    /** Each output schema rejects enough of the mutants. */
    static void strength(ToolTrial trial) {
        requireOutputSchema(trial);
        var findings = new Findings();
        int lowest = trial.declared().lowestStrength();
        for (ToolStrength strength : strengths(trial, findings)) {
            findings.tried();
            if (strength.percent() < lowest) {
                findings.violation(strength + ", but at least " + lowest + " % are required. The outputSchema accepts "
                        + strength.accepted().stream()
                                .limit(SHOWN)
                                .map(ResultChecks::witness)
                                .collect(joining("; ")));
            }
        }
        findings.concludeJudged(LACKING);
    }

    private static String witness(Mutant mutant) {
        return Printable.line(mutant.value().toString(), ToolOutcome.EXCERPT) + " (" + mutant + ")";
    }

    /** The strengths of the output schemas whose tools have valid sample results. */
    public static List<ToolStrength> strengths(ToolTrial trial) {
        return strengths(trial, new Findings());
    }

    private static List<ToolStrength> strengths(ToolTrial trial, Findings findings) {
        var strengths = new ArrayList<ToolStrength>();
        byTool(trial.samples(ResultChecks::hasOutputSchema, findings))
                .forEach((tool, samples) -> output(trial, tool, findings)
                        .flatMap(schema -> strength(tool, samples, schema, findings))
                        .ifPresent(strengths::add));
        return strengths;
    }

    private static Optional<ToolStrength> strength(
            Tool tool, List<Sampled> samples, JsonSchema schema, Findings findings) {
        var real = new ArrayList<JsonValue>();
        for (Sampled sample : samples) {
            Optional<JsonValue> content = sample.structuredContent()
                    .filter(value ->
                            violations(schema, value, tool.name(), findings).isEmpty());
            if (content.isPresent()) {
                real.add(content.get());
            } else if (sample.result().isPresent()) {
                findings.unclear("the result of " + sample.call() + " is not valid, so it cannot be changed");
            }
        }
        Enums enums = Enums.of(Stream.concat(tool.outputSchema().stream(), tool.inputSchema().stream())
                .toList());
        enums.limit().ifPresent(limit -> findings.unclear("tool '" + tool.name() + "': " + limit));
        List<Mutant> mutants = Mutants.of(real, enums);
        if (mutants.isEmpty()) {
            if (!real.isEmpty()) {
                findings.unclear("the results of tool '" + tool.name() + "' have nothing that can be changed, so its"
                        + " outputSchema cannot be measured. Add a sample call whose result has members");
            }
            return Optional.empty();
        }
        Effort effort = Effort.of(MOST_STEPS);
        try {
            effort.spend(real.stream().mapToLong(ResultChecks::size).max().orElse(0) * mutants.size());
            List<Mutant> accepted = mutants.stream()
                    .filter(mutant -> accepts(tool, schema, mutant, effort, findings))
                    .toList();
            return Optional.of(new ToolStrength(tool.name(), mutants.size(), accepted));
        } catch (EffortExhaustedException endless) {
            findings.unclear("the outputSchema of tool '" + tool.name() + "' could not be measured with "
                    + mutants.size() + " mutants: that takes more than " + MOST_STEPS
                    + " steps, which is the limit of this check. Declare a sample call with a smaller result");
            return Optional.empty();
        }
    }

    private static long size(JsonValue value) {
        if (value instanceof JsonObject object) {
            return 1
                    + object.members().values().stream()
                            .mapToLong(ResultChecks::size)
                            .sum();
        }
        return value instanceof JsonArray array
                ? 1 + array.items().stream().mapToLong(ResultChecks::size).sum()
                : 1;
    }

    private static boolean accepts(Tool tool, JsonSchema schema, Mutant mutant, Effort effort, Findings findings) {
        try {
            return schema.validate(mutant.value(), effort).isEmpty();
        } catch (InvalidSchemaException unusable) {
            findings.unclear("the outputSchema of tool '" + tool.name() + "' cannot be applied: "
                    + Printable.line(String.valueOf(unusable.getMessage())));
            return true;
        }
    }
}
