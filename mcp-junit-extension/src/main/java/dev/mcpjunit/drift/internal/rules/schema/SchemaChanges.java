/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Evidence.Outcome;
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
 * The changes of one schema: the rules say what changed, inclusion says how severe it is.
 *
 * <p>A break never hides: where inclusion is refuted there is a breaking change with the witness, a general one if no
 * rule explains it. Bounds, and properties that became required but have a default, are risky, still with their
 * witness, if taking them back leaves no break. An undecided inclusion is risky.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaChanges {

    /** How many changes are proved one by one. */
    private static final int MOST_PROVED = 25;

    /** So many values are compared as a whole before it is worth a try to leave out what is unchanged. */
    private static final int LARGE = 10_000;

    private final Subject subject;
    private final Direction direction;
    private SchemaProof proof;
    private final Set<Convention> conventions;
    private final long start;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> summaries = new ArrayList<>();
    private int proved;

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
     * @return the changes; empty when there are none
     */
    public static List<Change> compare(
            Subject subject, Direction direction, JsonValue before, JsonValue now, SchemaQuestion question) {
        if (before.equals(now) || Unordered.schema(before).equals(Unordered.schema(now))) {
            return List.of();
        }
        UnusableParts usable = UnusableParts.of(
                before, now, direction, schema -> SchemaProof.isSatisfiable(schema, question.budget()));
        var proof = new SchemaProof(
                SafeIntegers.unbounded(usable.before()),
                SafeIntegers.unbounded(usable.now()),
                direction,
                question.contentModel(),
                question.budget(),
                true);
        var comparison = new SchemaChanges(subject, direction, proof, question.conventions());
        ExternalReference.look(before, now)
                .forEach(finding -> comparison.add(finding, finding.otherwise(), Optional.empty()));
        comparison.changes.addAll(usable.changes(subject, direction));
        if (direction == Direction.INPUT) {
            comparison.changes.addAll(RepairedParts.breaks(usable, before, now, subject, question));
        }
        if (usable.before().equals(proof.before()) != usable.now().equals(proof.now())) {
            comparison.general(
                    "safe-integer-bounds",
                    Aspect.NOTATION,
                    Compatibility.COSMETIC,
                    "bounds came or went that JavaScript has for every integer");
        }
        if (!comparison.isUnchanged()) {
            comparison.judge();
        }
        return UnusableParts.reportedOnce(comparison.changes, comparison.summaries);
    }

    static String prefix(Direction direction) {
        return direction == Direction.INPUT ? "input." : "output.";
    }

    static JsonPointer under(Direction direction, JsonPointer at) {
        var tokens = new ArrayList<>(List.of(direction == Direction.INPUT ? "inputSchema" : "outputSchema"));
        tokens.addAll(at.tokens());
        return new JsonPointer(tokens);
    }

    /** Nothing is left to judge but what was said about unusable parts. */
    private boolean isUnchanged() {
        return !changes.isEmpty() && Unordered.schema(proof.before()).equals(Unordered.schema(proof.now()));
    }

    private void judge() {
        SchemaWalk.Seen seen = SchemaWalk.compare(proof.before(), proof.now(), direction, conventions);
        List<Finding> constraints =
                seen.findings().stream().filter(Finding::isConstraint).toList();
        seen.findings().stream()
                .filter(finding -> !finding.isConstraint())
                .forEach(finding -> add(finding, finding.otherwise(), Optional.empty()));
        SchemaVerdict verdict = verdict();
        if (verdict instanceof Breaking breaking) {
            breaking(breaking, constraints);
        } else if (verdict instanceof Undecided undecided) {
            constraints.forEach(this::locally);
            boolean explained = seen.complete() && !constraints.isEmpty();
            undecided(undecided.reason(), explained ? Compatibility.RISKY : Compatibility.BREAKING);
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

    /** Ask about the whole, and where that is too much, about what has changed. */
    private SchemaVerdict verdict() {
        boolean large = Size.isMoreThan(LARGE, proof.before(), proof.now());
        SchemaVerdict verdict = large ? new Undecided("it is too large") : proof.verdict();
        if (verdict instanceof Undecided) {
            SchemaProof less = proof.reduced();
            SchemaVerdict instead = less.verdict();
            if (!(instead instanceof Undecided)) {
                proof = less;
                return instead;
            }
        }
        return large ? proof.verdict() : verdict;
    }

    /** What is undecided counts as the worst that is possible, except for what is always treated softly. */
    private void locally(Finding finding) {
        Optional<Edit> alone = finding.trial().alone();
        if (!finding.effect().mayHarm(direction) || alone.isEmpty()) {
            harmless(finding);
            return;
        }
        SchemaVerdict verdict = proved++ < MOST_PROVED && isInTime()
                ? proof.locally(alone.get())
                : new Undecided("there are too many changes");
        if (verdict instanceof Breaking || verdict instanceof Undecided) {
            Compatibility worst = finding.trial().undo().isPresent() ? Compatibility.RISKY : Compatibility.BREAKING;
            add(finding, worst, Optional.empty());
        } else {
            harmless(finding);
        }
    }

    /** The same values in other words; but what is declared may have changed even so. */
    private void equal(List<Finding> constraints) {
        int before = changes.size();
        if (!proof.sameNormalForm()) {
            constraints.stream().filter(finding -> finding.trial().declares()).forEach(this::harmless);
        }
        if (changes.isEmpty() || constraints.isEmpty()) {
            HiddenKeywords.look(proof.before(), proof.now(), direction, conventions, List.copyOf(changes))
                    .forEach(finding -> add(finding, finding.otherwise(), Optional.empty()));
        }
        if (before == 0 && changes.isEmpty() && !AnnotationChanged.areSame(proof.before(), proof.now())) {
            add(AnnotationChanged.ELSEWHERE, Compatibility.COSMETIC, Optional.empty());
        } else if (before == changes.size() && (before == 0 || !constraints.isEmpty())) {
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
        for (Finding finding : constraints) {
            Optional<Witness> witness = finding.effect().mayHarm(direction) && proved++ < MOST_PROVED && isInTime()
                    ? finding.trial().alone().flatMap(proof::breaks)
                    : Optional.empty();
            if (witness.isEmpty()) {
                harmless(finding, true);
            } else if (finding.trial().undo().isPresent()) {
                soft.add(finding);
                add(finding, Compatibility.RISKY, evidence(witness.get()));
            } else {
                explained = true;
                add(finding, Compatibility.BREAKING, evidence(witness.get()));
            }
        }
        if (!explained) {
            unexplained(verdict, soft, constraints);
        }
    }

    /**
     * No single change that is to be taken seriously breaks; so the rest must be shown to be harmless, or else breaks.
     */
    private void unexplained(Breaking verdict, List<Finding> soft, List<Finding> constraints) {
        SchemaVerdict rest = soft.isEmpty() ? verdict : proof.without(soft);
        if (rest instanceof Undecided undecided) {
            boolean mayBreak = constraints.stream()
                    .filter(finding -> !soft.contains(finding))
                    .anyMatch(this::mayBreak);
            undecided(undecided.reason(), mayBreak ? Compatibility.BREAKING : Compatibility.RISKY);
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

    /** Whether a change could break, and it is undecided whether it does. */
    private boolean mayBreak(Finding finding) {
        return finding.effect().mayHarm(direction)
                && finding.trial().undo().isEmpty()
                && finding.trial()
                        .alone()
                        .map(alone -> proof.locally(alone) instanceof Undecided)
                        .orElse(false);
    }

    /** One by one is a service; it must not multiply what the verdict may cost. */
    private boolean isInTime() {
        return proof.budget().nanoTime().getAsLong() - start
                < 2 * proof.budget().time().toNanos();
    }

    private void harmless(Finding finding) {
        harmless(finding, false);
    }

    /** What only a branch declared that is gone is reported with the branch, unless it is still accepted. */
    private void harmless(Finding finding, boolean anotherBreaks) {
        Optional<Evidence> ignored = finding.trial()
                .forbidding()
                .filter(edit -> proved++ < MOST_PROVED && isInTime())
                .flatMap(edit -> proof.ignores(edit, "it is no longer declared"))
                .map(witness -> new Evidence(witness, direction, Outcome.IGNORED));
        if (anotherBreaks && finding.trial().isOnlyInBranch() && ignored.isEmpty()) {
            return;
        }
        add(finding, finding.effect().mayHarm(direction) ? finding.otherwise() : Compatibility.COMPATIBLE, ignored);
    }

    private void undecided(String reason, Compatibility compatibility) {
        String words = "it could not be decided whether this breaks clients: " + reason;
        general("undecided", Aspect.CONTRACT, compatibility, words);
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
        Change change = finding.change(subject, direction, compatibility, evidence);
        changes.add(change);
        if (finding.isSummary()) {
            summaries.add(change);
        }
    }

    private Optional<Evidence> evidence(Witness witness) {
        return proof.exact() ? Optional.of(new Evidence(witness, direction, Outcome.REJECTED)) : Optional.empty();
    }
}
