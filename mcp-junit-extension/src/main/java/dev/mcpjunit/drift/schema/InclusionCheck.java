/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.drift.internal.schema.model.DeclaredContent;
import dev.mcpjunit.drift.internal.schema.proof.Outcome;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.drift.internal.schema.proof.Solver;
import dev.mcpjunit.drift.internal.schema.search.Minimizer;
import dev.mcpjunit.drift.internal.schema.search.WitnessSearch;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.SchemaViolation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question: are all values of one schema values of another? */
final class InclusionCheck {

    static final String TOO_DEEP = "schemas or references are nested too deeply";

    /** Most questions are easy; where one is not, a quick search may save a long proof. */
    private static final long EASY = 10_000;

    /** Enough to catch a proof in a mistake that any sender would run into, at little cost. */
    private static final int SAMPLES_AFTER_PROOF = 24;

    private static final int SAMPLES_BEFORE_LONG_PROOF = 150;

    private static final int SAMPLES = 2_000;

    /** After this many values that the validator cannot judge, a remote reference stands in front of all. */
    private static final int MOST_UNTOLD = 100;

    private final ComparedSchema sub;
    private final ComparedSchema sup;
    private final ContentModel contentModel;
    private final Meter meter;
    private int untold;
    private @Nullable String obstacle;

    InclusionCheck(ComparedSchema sub, ComparedSchema sup, ContentModel contentModel, Meter meter) {
        this.sub = sub;
        this.sup = sup;
        this.contentModel = contentModel;
        this.meter = meter;
    }

    Inclusion decide() {
        Outcome outcome = prove(meter.upTo(EASY));
        if (outcome instanceof Unknown) {
            Optional<Inclusion> found = search(SAMPLES_BEFORE_LONG_PROOF);
            if (found.isPresent()) {
                return found.get();
            }
            outcome = prove(meter.share(0.6));
        }
        if (outcome instanceof Model model) {
            return refuted(model.value());
        }
        if (outcome instanceof Unknown unknown) {
            return search(SAMPLES).orElseGet(() -> new Inclusion.Undecided(reason(unknown)));
        }
        return search(SAMPLES_AFTER_PROOF).orElseGet(this::proved);
    }

    /** What no validator would take is not compatible with what it does, whatever can be made of the rest. */
    private Inclusion proved() {
        return sub.isUsable() == sup.isUsable()
                ? new Inclusion.Proved()
                : new Inclusion.Undecided(String.valueOf(obstacle));
    }

    /** Ask for the proof only: what is not proved is refuted or undecided. */
    boolean isProved() {
        Outcome outcome = prove(meter.upTo(EASY));
        if (outcome instanceof Unknown) {
            outcome = search(SAMPLES_BEFORE_LONG_PROOF).isPresent() ? outcome : prove(meter.share(0.6));
        }
        return outcome instanceof Impossible;
    }

    private Outcome prove(Effort effort) {
        try {
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

    private Optional<Inclusion> search(int samples) {
        try {
            return new WitnessSearch(
                            sub.compiled(),
                            sup.compiled(),
                            contentModel == ContentModel.DECLARED_ONLY,
                            meter.share(0.6))
                    .find(samples, this::isWitness)
                    .map(this::refuted);
        } catch (EffortExhaustedException endless) {
            return Optional.empty();
        }
    }

    private Inclusion refuted(JsonValue value) {
        JsonValue small = new Minimizer(this::isWitness).minimize(value);
        // No matter what is left to spend: that this ends has been seen.
        List<SchemaViolation> violations = sup.validator().validate(small);
        return new Inclusion.Refuted(new Witness(small, Violations.mostTelling(violations)));
    }

    /** The final check: what the validator accepts on one side and rejects on the other, and a client would send. */
    private boolean isWitness(JsonValue value) {
        try {
            return sub.validator().validate(value, meter).isEmpty()
                    && !sup.validator().validate(value, meter).isEmpty()
                    && (contentModel == ContentModel.STRICT
                            || new DeclaredContent(meter).isAllOf(value, sub.compiled()));
        } catch (InvalidSchemaException cannotTell) {
            obstacle = String.valueOf(cannotTell.getMessage());
            if (++untold > MOST_UNTOLD) {
                throw new EffortExhaustedException(obstacle);
            }
            return false;
        }
    }

    private String reason(Unknown unknown) {
        return obstacle == null ? unknown.reason() : obstacle;
    }
}
