/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.internal.rules.schema.DeclarationsLost.Around;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks two schemas side by side and asks the rules at each place. */
final class SchemaWalk {

    /** What is said of a value, whichever values there are. */
    private static final List<SchemaRule> ABOUT_RULES = List.of(
            new DefaultChanged(),
            new TextChanged(),
            new DeprecationChanged(),
            new HeaderChanged(),
            new ContentSchemaChanged(),
            new AnnotationChanged());

    /** What is said of a value by its whole schema. */
    private static final List<ValueRule> VALUE_RULES = List.of(new ContentKeywordsChanged(), new NullableChanged());

    /** What holds for a schema as a whole, before any reference is followed. */
    private static final List<SchemaRule> ROOT_RULES =
            List.of(new DialectChanged(), new RootChanged(), new HeaderInvalid());

    private static final SchemaRule TYPE_RULE = new TypeChanged();

    private static final List<SchemaRule> LOSS_RULES = List.of(new PropertyRemoved(), ContentChanged::undescribed);

    /** Which values there are, among those of a type. */
    private static final List<SchemaRule> CONSTRAINT_RULES = List.of(
            new PropertyAdded(),
            new PropertyShadows(),
            new RequirementChanged(),
            new EnumChanged(),
            new BoundChanged(),
            new PatternChanged(),
            new ContentChanged(),
            new AlternativesChanged(),
            new KeywordChanged(),
            new FormatChanged());

    private static final List<String> BRANCHES = List.of("anyOf", "oneOf", "allOf");

    /** As deep as JSON can be nested that was read from outside; see {@link dev.mcpjunit.json.internal.DeepStack}. */
    static final int DEEPEST = 1_000;

    /** More findings are of no use; what is not explained is still proved. */
    private static final int MOST_PAIRS = 5_000;

    /**
     * What the rules have seen.
     *
     * @param complete whether the schemas were walked to the end
     */
    record Seen(List<Finding> findings, boolean complete) {}

    private record Visit(JsonPointer before, JsonPointer now) {}

    /**
     * What is known about a place from where it stands.
     *
     * @param property the name of the property that it describes, if it is one
     * @param around what need not be declared here, because it is around
     * @param branch whether it is but a part of the schema of a value
     * @param lossOnly whether only losses count, because the two places are no counterparts otherwise
     */
    private record Context(
            Optional<String> property, Around around, boolean typesTold, boolean branch, boolean lossOnly) {

        private static final Context NONE = new Context(Optional.empty(), Around.NOTHING, false, false, false);
    }

    private final SchemaDocument before;
    private final SchemaDocument now;
    private final Direction direction;
    private final Set<Convention> conventions;
    private final ValueKeywords inOld;
    private final ValueKeywords inNew;
    private final Set<Visit> visited = new HashSet<>();
    private final Set<Visit> visitedForLosses = new HashSet<>();
    private final Set<Visit> valued = new HashSet<>();
    private final Set<String> losses = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean isComplete = true;

    private SchemaWalk(JsonValue before, JsonValue now, Direction direction, Set<Convention> conventions) {
        this.before = new SchemaDocument(before);
        this.now = new SchemaDocument(now);
        this.inOld = new ValueKeywords(this.before);
        this.inNew = new ValueKeywords(this.now);
        this.direction = direction;
        this.conventions = conventions;
    }

    static Seen compare(JsonValue before, JsonValue now, Direction direction, Set<Convention> conventions) {
        var walk = new SchemaWalk(before, now, direction, conventions);
        Place from = walk.before.place();
        Place to = walk.now.place();
        walk.ask(ROOT_RULES, walk.pair(from, to, Optional.empty(), DeclarationsLost.NONE));
        walk.visit(from, to, Context.NONE, 0);
        return new Seen(walk.findings, walk.isComplete);
    }

    private void visit(Place old, Place young, Context context, int depth) {
        if (sameText(old, young)) {
            return;
        }
        boolean all = !context.lossOnly();
        Set<Visit> visits = all ? visited : visitedForLosses;
        if (depth > DEEPEST || visits.size() > MOST_PAIRS) {
            isComplete = false;
            return;
        }
        if (all && !context.branch() && valued.add(new Visit(old.at(), young.at()))) {
            var sides = new ValueRule.Sides(old, inOld, young, inNew);
            VALUE_RULES.forEach(rule -> findings.addAll(rule.look(sides, direction)));
        }
        Place from = old.followed(before);
        Place to = young.followed(now);
        if (!visits.add(new Visit(from.at(), to.at()))) {
            return;
        }
        Choice oldChoice = Choice.of(from, before);
        Choice newChoice = Choice.of(to, now);
        boolean choice = oldChoice.isWrapped() || newChoice.isWrapped();
        var lost = DeclarationsLost.between(old, before, young, now, direction, context.around());
        SchemaPair pair = choice
                ? pair(oldChoice.place(), newChoice.place(), context.property(), lost)
                : pair(from, to, context.property(), lost);
        if (all) {
            ask(ABOUT_RULES, pair);
        }
        if (all && !context.typesTold()) {
            ask(List.of(TYPE_RULE), pair);
        }
        if (pair.isDisjoint()) {
            return;
        }
        // Several ways can lead to what is lost.
        LOSS_RULES.forEach(rule -> rule.look(pair, direction).stream()
                .filter(finding -> losses.add(finding.rule() + finding.at()))
                .forEach(findings::add));
        lost.members()
                .elsewhere()
                .forEach(match -> visit(
                        match.old(),
                        match.young(),
                        new Context(Optional.empty(), match.inside(), false, false, true),
                        depth + 1));
        if (choice) {
            choices(pair, oldChoice, newChoice, all, depth + 1);
        } else {
            if (all) {
                ask(CONSTRAINT_RULES, pair);
            }
            descend(from, to, pair, all, depth + 1);
        }
    }

    private void ask(List<SchemaRule> rules, SchemaPair pair) {
        rules.forEach(rule -> findings.addAll(rule.look(pair, direction)));
    }

    private SchemaPair pair(Place from, Place to, Optional<String> property, DeclarationsLost lost) {
        return new SchemaPair(
                from,
                to,
                from.object(),
                to.object(),
                Types.of(from.object(), before),
                Types.of(to.object(), now),
                property,
                lost,
                conventions,
                now);
    }

    private void choices(SchemaPair pair, Choice oldChoice, Choice newChoice, boolean all, int depth) {
        Branches branches = Branches.match(oldChoice.branches(), newChoice.branches(), this::sameText, before, now);
        if (all) {
            findings.addAll(ChoiceChanged.look(pair, oldChoice, newChoice, branches, before, now));
        }
        // One object may have become one of several. What another of them declares is not lost.
        List<DeclaredNames> others =
                oldChoice.isWrapped() ? List.of() : List.of(DeclaredNames.anyhow(newChoice.place(), now));
        var context = new Context(
                pair.property(),
                Around.of(others, pair.lost().handled()),
                pair.oldTypes().isPresent() && pair.newTypes().isPresent(),
                true,
                !all);
        branches.both().forEach(match -> visit(match.before(), match.now(), context, depth));
    }

    /** Equal schemas are the same only if what they refer to is: definitions may have changed under them. */
    private boolean sameText(Place old, Place young) {
        return old.schema().equals(young.schema()) && !mentionsReference(old.schema());
    }

    static boolean mentionsReference(JsonValue value) {
        if (value instanceof JsonObject object) {
            return Place.REFERENCES.stream().anyMatch(object::has)
                    || object.members().values().stream().anyMatch(SchemaWalk::mentionsReference);
        }
        return value instanceof JsonArray array && array.items().stream().anyMatch(SchemaWalk::mentionsReference);
    }

    private void descend(Place from, Place to, SchemaPair pair, boolean all, int depth) {
        Counterparts.of(pair, from, to).forEach(match -> {
            Around around = pair.lost().members().inside(match.property());
            visit(match.old(), match.young(), new Context(match.property(), around, false, false, !all), depth);
        });
        BRANCHES.forEach(keyword -> branches(from, to, pair, keyword, all, depth));
    }

    private void branches(Place from, Place to, SchemaPair pair, String keyword, boolean all, int depth) {
        List<Place> old = places(from, keyword, pair.before().get(keyword));
        List<Place> young = places(to, keyword, pair.now().get(keyword));
        if (!old.isEmpty() && !young.isEmpty()) {
            Around around = Around.of(
                    List.of(DeclaredNames.beside(keyword, to, now)), pair.lost().handled());
            var context = new Context(Optional.empty(), around, false, true, !all);
            Branches.match(old, young, this::sameText, before, now)
                    .both()
                    .forEach(match -> visit(match.before(), match.now(), context, depth));
        }
    }

    private static List<Place> places(Place parent, String keyword, @Nullable JsonValue branches) {
        var places = new ArrayList<Place>();
        if (branches instanceof JsonArray array) {
            array.forEach(branch -> places.add(parent.child(keyword, places.size(), branch)));
        }
        return places;
    }
}
