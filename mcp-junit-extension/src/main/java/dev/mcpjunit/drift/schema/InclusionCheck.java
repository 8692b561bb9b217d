/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.drift.schema.model.DeclaredContent;
import dev.mcpjunit.drift.schema.proof.Outcome;
import dev.mcpjunit.drift.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.schema.proof.Outcome.Unknown;
import dev.mcpjunit.drift.schema.proof.Solver;
import dev.mcpjunit.drift.schema.search.Minimiser;
import dev.mcpjunit.drift.schema.search.WitnessSearch;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.regex.Effort;
import dev.mcpjunit.json.regex.EffortExhaustedException;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.SchemaViolation;
import java.util.List;
import java.util.Optional;

/** One question: are all values of one schema values of another? */
final class InclusionCheck {

    /** Enough to catch a proof in a mistake that any sender would run into, at little cost. */
    private static final int SAMPLES_AFTER_PROOF = 24;

    private static final int SAMPLES = 2_000;

    private final ComparedSchema sub;
    private final ComparedSchema sup;
    private final ContentModel contentModel;
    private final Meter meter;

    InclusionCheck(ComparedSchema sub, ComparedSchema sup, ContentModel contentModel, Meter meter) {
        this.sub = sub;
        this.sup = sup;
        this.contentModel = contentModel;
        this.meter = meter;
    }

    Inclusion decide() {
        Outcome outcome = prove();
        if (outcome instanceof Model model) {
            return refuted(model.value());
        }
        int samples = outcome instanceof Impossible ? SAMPLES_AFTER_PROOF : SAMPLES;
        Optional<Inclusion> refuted = search(samples).map(this::refuted);
        return refuted.orElseGet(() ->
                outcome instanceof Unknown unknown ? new Inclusion.Undecided(reason(unknown)) : new Inclusion.Proved());
    }

    /** Ask for the proof only: what is not proved is refuted or undecided. */
    boolean isProved() {
        return prove() instanceof Impossible;
    }

    private Outcome prove() {
        try {
            Effort effort = meter.share(0.7);
            return Solver.search(
                    sub.compiled(),
                    sup.compiled(),
                    contentModel == ContentModel.DECLARED_ONLY,
                    sub.compiler(),
                    this::isWitness,
                    effort);
        } catch (EffortExhaustedException endless) {
            return new Unknown(String.valueOf(endless.getMessage()), null);
        }
    }

    private Optional<JsonValue> search(int samples) {
        try {
            return new WitnessSearch(
                            sub.compiled(),
                            sup.compiled(),
                            contentModel == ContentModel.DECLARED_ONLY,
                            meter.share(0.7))
                    .find(samples, this::isWitness);
        } catch (EffortExhaustedException endless) {
            return Optional.empty();
        }
    }

    private Inclusion refuted(JsonValue value) {
        JsonValue small = new Minimiser(this::isWitness).minimise(value);
        return new Inclusion.Refuted(new Witness(small, Violations.mostTelling(violations(small))));
    }

    /** The last word: what the validator accepts on one side and rejects on the other, and somebody would send. */
    private boolean isWitness(JsonValue value) {
        try {
            return sub.validator().validate(value, meter).isEmpty()
                    && !violations(value).isEmpty()
                    && (contentModel == ContentModel.STRICT
                            || new DeclaredContent(meter).isAllOf(value, sub.compiled()));
        } catch (InvalidSchemaException cannotTell) {
            return false;
        }
    }

    private List<SchemaViolation> violations(JsonValue value) {
        return sup.validator().validate(value, meter);
    }

    private String reason(Unknown unknown) {
        for (ComparedSchema schema : List.of(sub, sup)) {
            try {
                schema.validator();
            } catch (InvalidSchemaException unusable) {
                return String.valueOf(unusable.getMessage());
            }
        }
        return unknown.reason();
    }
}
