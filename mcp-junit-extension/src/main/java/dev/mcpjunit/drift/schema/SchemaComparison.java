/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.drift.internal.schema.model.Evaluation;
import dev.mcpjunit.drift.internal.schema.model.SchemaCompiler;
import dev.mcpjunit.drift.internal.schema.model.Truth;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import org.apiguardian.api.API;

/**
 * Compares two versions of a schema and says what the change means.
 *
 * <pre>{@code
 * SchemaVerdict verdict = SchemaComparison.compare(
 *         Json.parse("{\"properties\":{\"a\":{\"type\":\"integer\"}}}"),
 *         Json.parse("{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}"),
 *         Direction.INPUT, ContentModel.DECLARED_ONLY, Budget.DEFAULT);
 * // Breaking[witness=Witness[value={}, violation=required property 'a' is missing], boundsOnly=false]
 * }</pre>
 *
 * <p>See {@link SchemaInclusion} for how the verdict is reached. Comparing an unchanged schema takes microseconds.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SchemaComparison {

    private final ComparedSchema oldSchema;
    private final ComparedSchema newSchema;
    private final Direction direction;
    private final ContentModel contentModel;
    private final Meter meter;

    private SchemaComparison(
            JsonValue oldSchema, JsonValue newSchema, Direction direction, ContentModel contentModel, Budget budget) {
        this.meter = new Meter(budget);
        var compiler = new SchemaCompiler(meter);
        this.oldSchema = new ComparedSchema(oldSchema, compiler, meter);
        this.newSchema = new ComparedSchema(newSchema, compiler, meter);
        this.direction = direction;
        this.contentModel = contentModel;
    }

    /**
     * Compare.
     *
     * @param oldSchema the schema that clients rely on; any JSON value, even one that is not a schema
     * @param newSchema the schema that took its place
     * @param direction whether the values are arguments or results
     * @param contentModel which values count
     * @param budget what the comparison may cost
     * @return the verdict; never {@code null}
     */
    public static SchemaVerdict compare(
            JsonValue oldSchema, JsonValue newSchema, Direction direction, ContentModel contentModel, Budget budget) {
        if (oldSchema.equals(newSchema)) {
            return new SchemaVerdict.Equal();
        }
        try {
            boolean declaredOnly = contentModel == ContentModel.DECLARED_ONLY;
            return new SchemaComparison(
                            declaredOnly ? RequiredNames.declaredIn(oldSchema) : oldSchema,
                            declaredOnly ? RequiredNames.declaredIn(newSchema) : newSchema,
                            direction,
                            contentModel,
                            budget)
                    .compare();
        } catch (EffortExhaustedException endless) {
            return new SchemaVerdict.Undecided(String.valueOf(endless.getMessage()));
        } catch (StackOverflowError tooDeep) {
            return new SchemaVerdict.Undecided(InclusionCheck.TOO_DEEP);
        }
    }

    private SchemaVerdict compare() {
        if (oldSchema.compiled() == newSchema.compiled()) {
            return new SchemaVerdict.Equal();
        }
        boolean input = direction == Direction.INPUT;
        ComparedSchema sent = input ? oldSchema : newSchema;
        ComparedSchema expected = input ? newSchema : oldSchema;
        Inclusion inclusion = new InclusionCheck(sent, expected, contentModel, meter).decide();
        if (inclusion instanceof Inclusion.Refuted refuted) {
            Witness witness = refuted.witness();
            return new SchemaVerdict.Breaking(witness, differOnlyInBounds(sent, expected, witness));
        }
        if (inclusion instanceof Inclusion.Undecided undecided) {
            return new SchemaVerdict.Undecided(undecided.reason());
        }
        return new InclusionCheck(expected, sent, contentModel, meter).isProved()
                ? new SchemaVerdict.Equal()
                : new SchemaVerdict.Compatible();
    }

    private boolean differOnlyInBounds(ComparedSchema sent, ComparedSchema expected, Witness witness) {
        try {
            ComparedSchema free = expected.withoutBounds();
            if (free.normalForm().equals(expected.normalForm())) {
                // Who had no bounds to begin with did not reject for one.
                return false;
            }
            return new Evaluation(meter).matches(witness.value(), free.compiled()) != Truth.FALSE
                    && new InclusionCheck(sent.withoutBounds(), free, contentModel, meter).isProved();
        } catch (EffortExhaustedException unproved) {
            return false;
        }
    }
}
