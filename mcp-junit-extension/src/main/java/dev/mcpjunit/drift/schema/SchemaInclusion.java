/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import org.apiguardian.api.API;

/**
 * Decides whether every value that one schema accepts is accepted by another.
 *
 * <pre>{@code
 * Inclusion inclusion = SchemaInclusion.check(
 *         Json.parse("{\"type\":\"integer\"}"), Json.parse("{\"type\":\"number\"}"), ContentModel.STRICT, Budget.DEFAULT);
 * // Proved[]
 * }</pre>
 *
 * <p>Three engines check each other. A prover follows every way to build a counterexample until it has one or finds a
 * contradiction. A search tries seeded random values, bounds and their neighbors. A validator checks each
 * counterexample, so that {@link Inclusion.Refuted} is true even if the other two are wrong. {@code format} is an
 * annotation. Remote references are never fetched; what depends on one is undecided.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SchemaInclusion {

    private SchemaInclusion() {}

    /**
     * Decide.
     *
     * @param sub the schema whose values are in question; any JSON value, even one that is not a schema
     * @param sup the schema that should accept them all
     * @param contentModel which values of {@code sub} count
     * @param budget what the decision may cost
     * @return the decision; never {@code null}
     */
    public static Inclusion check(JsonValue sub, JsonValue sup, ContentModel contentModel, Budget budget) {
        if (sub.equals(sup)) {
            return new Inclusion.Proved();
        }
        try {
            var meter = new Meter(budget);
            var compiler = new SchemaCompiler(meter);
            return new InclusionCheck(
                            new ComparedSchema(sub, compiler, meter),
                            new ComparedSchema(sup, compiler, meter),
                            contentModel,
                            meter)
                    .decide();
        } catch (EffortExhaustedException endless) {
            return new Inclusion.Undecided(String.valueOf(endless.getMessage()));
        } catch (StackOverflowError tooDeep) {
            return new Inclusion.Undecided(InclusionCheck.TOO_DEEP);
        }
    }
}
