/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.SchemaVerdict;
import dev.mcpjunit.drift.schema.SchemaVerdict.Breaking;
import dev.mcpjunit.drift.schema.SchemaVerdict.Equal;
import dev.mcpjunit.drift.schema.SchemaVerdict.Undecided;
import dev.mcpjunit.drift.schema.Witness;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The changes of one schema: the rules say what changed, inclusion says what it is worth.
 *
 * <p>A break never hides: where inclusion is refuted there is a breaking change with the witness, if no rule explains
 * it then a general one. Two kinds of breaks are treated softly, as risky but still with their witness, when taking
 * them back leaves no break: bounds, and properties that became required but have a default. An undecided inclusion is
 * risky.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaChanges {

    /** As many as anybody wants to have proved one by one. */
    private static final int MOST_PROVED = 25;

    private final Subject subject;
    private final Direction direction;
    private final SchemaProof proof;
    private final Set<Convention> conventions;
    private final long start;
    private final List<Change> changes = new ArrayList<>();

    private SchemaChanges(Subject subject, Direction direction, SchemaProof proof, Set<Convention> conventions) {
        this.subject = subject;
        this.direction = direction;
        this.proof = proof;
        this.conventions = conventions;
        this.start = proof.budget().nanoTime().getAsLong();
    }

    /**
     * Compare.
     *
     * @param subject what has the schema
     * @param direction which of its schemas this is
     * @param before the old schema
     * @param now the new one
     * @param question how schemas are compared
     * @return the changes; empty when there are none; never {@code null}
     */
    public static List<Change> compare(
            Subject subject, Direction direction, JsonValue before, JsonValue now, SchemaQuestion question) {
        if (before.equals(now) || Unordered.schema(before).equals(Unordered.schema(now))) {
            return List.of();
        }
        var proof = new SchemaProof(
                SafeIntegers.unbounded(before),
                SafeIntegers.unbounded(now),
                direction,
                question.contentModel(),
                question.budget());
        var comparison = new SchemaChanges(subject, direction, proof, question.conventions());
        if (before.equals(proof.before()) != now.equals(proof.now())) {
            comparison.general(
                    "safe-integer-bounds",
                    Aspect.NOTATION,
                    Compatibility.COSMETIC,
                    "bounds came or went that JavaScript has for every integer");
        }
        comparison.judge();
        return List.copyOf(comparison.changes);
    }

    static String prefix(Direction direction) {
        return direction == Direction.INPUT ? "input." : "output.";
    }

    static JsonPointer under(Direction direction, JsonPointer at) {
        JsonPointer place = JsonPointer.ROOT.child(direction == Direction.INPUT ? "inputSchema" : "outputSchema");
        for (String token : at.tokens()) {
            place = place.child(token);
        }
        return place;
    }

    private void judge() {
        var constraints = new ArrayList<Finding>();
        for (Finding finding : SchemaWalk.compare(proof.before(), proof.now(), direction, conventions)) {
            if (finding.isConstraint()) {
                constraints.add(finding);
            } else {
                add(finding, finding.otherwise(), Optional.empty());
            }
        }
        SchemaVerdict verdict = proof.verdict();
        if (verdict instanceof Breaking breaking) {
            breaking(breaking, constraints);
        } else if (verdict instanceof Undecided undecided) {
            constraints.forEach(finding -> add(
                    finding,
                    finding.effect().mayHarm(direction) ? Compatibility.RISKY : finding.otherwise(),
                    Optional.empty()));
            undecided(undecided.reason());
        } else if (verdict instanceof Equal) {
            equal(constraints);
        } else {
            constraints.forEach(this::harmless);
            if (constraints.isEmpty()) {
                general(
                        direction == Direction.INPUT ? "schema-widened" : "schema-narrowed",
                        Aspect.CONTRACT,
                        Compatibility.COMPATIBLE,
                        direction == Direction.INPUT ? "more is accepted than before" : "less may come than before");
            }
        }
    }

    /** The same values in other words; but what is declared may have changed even so. */
    private void equal(List<Finding> constraints) {
        int told = changes.size();
        if (!proof.sameNormalForm()) {
            constraints.stream().filter(Finding::declares).forEach(this::harmless);
        }
        if (told == changes.size() && (told == 0 || !constraints.isEmpty())) {
            general(
                    "notation",
                    Aspect.NOTATION,
                    Compatibility.COSMETIC,
                    "the same values are accepted, written otherwise");
        }
    }

    private void breaking(Breaking verdict, List<Finding> constraints) {
        var soft = new ArrayList<Finding>();
        boolean explained = false;
        int proved = 0;
        for (Finding finding : constraints) {
            Optional<Witness> witness = finding.effect().mayHarm(direction) && proved++ < MOST_PROVED && isInTime()
                    ? finding.alone().flatMap(proof::breaks)
                    : Optional.empty();
            if (witness.isEmpty()) {
                harmless(finding);
            } else if (finding.undo().isPresent()) {
                soft.add(finding);
                add(finding, Compatibility.RISKY, evidence(witness.get()));
            } else {
                explained = true;
                add(finding, Compatibility.BREAKING, evidence(witness.get()));
            }
        }
        if (!explained) {
            unexplained(verdict, soft);
        }
    }

    /**
     * No single change that is to be taken seriously breaks; so the rest must be shown to be harmless, or else breaks.
     */
    private void unexplained(Breaking verdict, List<Finding> soft) {
        SchemaVerdict rest = soft.isEmpty() ? verdict : proof.without(soft);
        if (rest instanceof Undecided undecided) {
            undecided(undecided.reason());
        } else if (rest instanceof Breaking breaking && (soft.isEmpty() || !breaking.boundsOnly())) {
            changes.add(Change.contract(
                            prefix(direction) + (direction == Direction.INPUT ? "schema-narrowed" : "schema-widened"),
                            subject,
                            under(direction, proof.violated(breaking.witness())),
                            breaking.boundsOnly() ? Compatibility.RISKY : Compatibility.BREAKING,
                            direction == Direction.INPUT ? "less is accepted than before" : "more may come than before")
                    .withEvidence(evidence(breaking.witness())));
        }
    }

    /** One by one is a service; it must not multiply what the verdict may cost. */
    private boolean isInTime() {
        return proof.budget().nanoTime().getAsLong() - start
                < 2 * proof.budget().time().toNanos();
    }

    private void harmless(Finding finding) {
        add(
                finding,
                finding.effect().mayHarm(direction) ? finding.otherwise() : Compatibility.COMPATIBLE,
                Optional.empty());
    }

    private void undecided(String reason) {
        general(
                "undecided",
                Aspect.CONTRACT,
                Compatibility.RISKY,
                "it could not be decided whether this breaks anybody: " + reason);
    }

    private void general(String rule, Aspect aspect, Compatibility compatibility, String words) {
        changes.add(Change.of(
                prefix(direction) + rule,
                subject,
                under(direction, JsonPointer.ROOT),
                aspect,
                compatibility,
                Trust.NONE,
                words));
    }

    private void add(Finding finding, Compatibility compatibility, Optional<Evidence> evidence) {
        changes.add(finding.change(subject, direction, compatibility, evidence));
    }

    private Optional<Evidence> evidence(Witness witness) {
        return Optional.of(new Evidence(witness, direction));
    }
}
