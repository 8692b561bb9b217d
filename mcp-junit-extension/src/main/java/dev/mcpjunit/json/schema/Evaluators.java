/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import dev.harrel.jsonschema.SpecificationVersion;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keywords: our own where the library's would hang or guess, the library's for the rest, all of them paid for from
 * the effort that the validated value carries.
 */
final class Evaluators implements EvaluatorFactory {

    /** A property's name reaches an evaluator without the effort of the value it belongs to. */
    private static final long EFFORT_PER_NAME = 100_000;

    private final Map<String, SchemaPattern> patterns = new HashMap<>();

    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode argument) {
        Optional<Evaluator> own = own(context, keyword, argument);
        return (own.isPresent()
                        ? own
                        : context.getDialect().getEvaluatorFactory().create(context, keyword, argument))
                .map(Metered::new);
    }

    /** Empty also for an argument of the wrong shape: the library takes members named like keywords for keywords. */
    private Optional<Evaluator> own(SchemaParsingContext context, String keyword, JsonNode argument) {
        Evaluator own =
                switch (keyword) {
                    case "type" -> argument.isString() || argument.isArray() ? ValueEvaluators.type(argument) : null;
                    case "enum" ->
                        argument instanceof ValidatorNode listed ? ValueEvaluators.enumeration(listed) : null;
                    case "const" ->
                        argument instanceof ValidatorNode value
                                        && context.getDialect().getSpecificationVersion() != SpecificationVersion.DRAFT4
                                ? ValueEvaluators.constant(value)
                                : null;
                    case "multipleOf" -> argument.isNumber() ? ValueEvaluators.multipleOf(argument) : null;
                    case "pattern" ->
                        argument.isString() ? ValueEvaluators.pattern(pattern(argument.asString())) : null;
                    case "patternProperties" ->
                        argument.isObject() ? new PatternPropertiesEvaluator(context, argument, this::pattern) : null;
                    case "additionalProperties" ->
                        argument.isObject() || argument.isBoolean()
                                ? new AdditionalPropertiesEvaluator(context, argument, this::pattern)
                                : null;
                    case "dependencies" ->
                        argument.isObject() && knowsDependencies(context)
                                ? new DependenciesEvaluator(context, argument)
                                : null;
                    default -> null;
                };
        return Optional.ofNullable(own);
    }

    /** Each pattern is read once, though two keywords ask for those under {@code patternProperties}. */
    private SchemaPattern pattern(String source) {
        return patterns.computeIfAbsent(source, SchemaPattern::new);
    }

    /** The newer dialects split this keyword in two but say that it may be kept, and what is written is meant. */
    private static boolean knowsDependencies(SchemaParsingContext context) {
        SpecificationVersion version = context.getDialect().getSpecificationVersion();
        return version == SpecificationVersion.DRAFT2019_09 || version == SpecificationVersion.DRAFT2020_12;
    }

    static Effort effort(JsonNode node) {
        return node instanceof ValidatorNode ours ? ours.effort() : Effort.of(EFFORT_PER_NAME);
    }

    private record Metered(Evaluator evaluator) implements Evaluator {

        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            effort(node).spend(1);
            return evaluator.evaluate(context, node);
        }

        @Override
        public int getOrder() {
            return evaluator.getOrder();
        }
    }
}
