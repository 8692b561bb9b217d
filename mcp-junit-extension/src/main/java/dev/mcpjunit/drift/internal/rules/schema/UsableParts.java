/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.internal.rules.schema.SchemaMask.Emptied;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefect.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes the unusable parts out of two schemas, so that all that is around them can be compared.
 *
 * <p>A schema of which nothing is left equals itself and nothing else. Where it was repaired, the same is taken out of
 * the new schema: what an unusable part accepted is unknown, so nothing can have been taken away there.
 */
final class UsableParts {

    private static final String REPAIRED = "(repaired)";

    private static final int LONGEST_LABEL = 60;

    private final JsonValue before;
    private final JsonValue now;
    private final Direction direction;
    private final SchemaMask oldMask = new SchemaMask();
    private final SchemaMask newMask = new SchemaMask();
    private final JsonValue usableBefore;
    private final Set<JsonPointer> repairedChoices = new HashSet<>();

    UsableParts(
            JsonValue before,
            JsonValue now,
            Direction direction,
            List<SchemaDefect> old,
            List<SchemaDefect> young,
            List<SchemaDefect> gone,
            List<SchemaDefect> come) {
        this.before = before;
        this.now = now;
        this.direction = direction;
        old.forEach(defect -> take(oldMask, defect));
        young.forEach(defect -> take(newMask, defect));
        Set<JsonPointer> oldEmptied = oldMask.emptied(before);
        Set<JsonPointer> newEmptied = newMask.emptied(now);
        usableBefore = oldMask.apply(before, Emptied.OPEN);
        come.forEach(defect -> counterpart(oldMask, defect, newEmptied));
        gone.forEach(defect -> {
            if (come.stream().anyMatch(other -> UnusableParts.isAsUseless(defect, other))) {
                counterpart(newMask, defect, oldEmptied);
            } else {
                repaired(defect, oldEmptied);
            }
        });
        repairedChoices.forEach(list -> withoutBranches(list, oldEmptied));
        settle();
    }

    JsonValue before(Emptied emptied) {
        return oldMask.apply(before, emptied);
    }

    JsonValue now(Emptied emptied) {
        return newMask.apply(now, emptied);
    }

    private static void take(SchemaMask mask, SchemaDefect defect) {
        if (defect.kind() == Kind.NO_SCHEMA) {
            mask.blank(defect.place(), label(defect));
        } else {
            mask.remove(defect.place(), defect.member(), label(defect));
        }
    }

    /** The same for defects that are alike, wherever they are. */
    private static String label(SchemaDefect defect) {
        String argument = defect.argument().toString();
        return SchemaMask.UNUSABLE + defect.member() + ": "
                + (argument.length() <= LONGEST_LABEL
                        ? argument
                        : argument.substring(0, LONGEST_LABEL) + "… " + argument.hashCode())
                + ")";
    }

    /** What is said in one schema where the other cannot be used is not compared to nothing. */
    private static void counterpart(SchemaMask mask, SchemaDefect defect, Set<JsonPointer> emptied) {
        if (emptied.contains(defect.place())) {
            mask.blank(defect.place(), label(defect));
        } else {
            mask.remove(defect.place(), defect.member(), label(defect));
        }
    }

    private void repaired(SchemaDefect defect, Set<JsonPointer> emptied) {
        JsonPointer place = defect.place();
        Optional<SchemaStep> step = SchemaStep.to(place);
        if (isReference(defect) && saysOnlyType(place)) {
            unknown(place);
        } else if (!emptied.contains(place)) {
            rest(defect, step);
        } else if (step.isPresent()) {
            whole(step.get(), place, label(defect));
        }
    }

    /** Nothing is known of a schema, and nothing is compared. */
    private void unknown(JsonPointer place) {
        for (SchemaMask mask : List.of(oldMask, newMask)) {
            mask.blank(place, REPAIRED);
            mask.open(place);
        }
    }

    private static boolean isReference(SchemaDefect defect) {
        return defect.kind() == Kind.REFERENCE || defect.kind() == Kind.REMOTE_REFERENCE;
    }

    /** A reference that stands alone, or beside a type only, may have been written out. */
    private boolean saysOnlyType(JsonPointer place) {
        return SchemaStep.to(place).map(step -> !step.isAlternative()).orElse(true)
                && place.find(usableBefore)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .filter(left -> left.names().stream().noneMatch(UsableParts::saysMoreThanType))
                        .isPresent();
    }

    private static boolean saysMoreThanType(String keyword) {
        return About.constrains(keyword) && !keyword.equals("type");
    }

    /** Something usable is left around the part. */
    private void rest(SchemaDefect defect, Optional<SchemaStep> step) {
        JsonPointer place = defect.place();
        if (!defect.member().equals("required")) {
            newMask.remove(place, defect.member(), label(defect));
            return;
        }
        // As in draft 3. No later draft allows it, but its meaning is clear.
        if (defect.argument().equals(JsonBoolean.TRUE)) {
            step.filter(each -> each.keyword().equals("properties"))
                    .ifPresent(
                            each -> oldMask.require(each.parent(), each.member().orElseThrow()));
        }
        if (defect.argument() instanceof JsonString name) {
            oldMask.require(place, name.value());
        } else {
            // Arguments that are new cannot have been required before.
            newMask.notRequire(
                    place,
                    place.find(before)
                            .filter(JsonObject.class::isInstance)
                            .map(schema ->
                                    SchemaPair.properties((JsonObject) schema).keySet())
                            .orElse(Set.of()));
        }
    }

    /** Nothing usable is left of the schema. */
    private void whole(SchemaStep step, JsonPointer place, String label) {
        if (step.isAlternative()) {
            repairedChoices.add(step.list());
            boolean sameNumber = branches(before, step.list()).size()
                    == branches(now, step.list()).size();
            if (direction == Direction.OUTPUT && sameNumber) {
                newMask.blank(place, label);
            } else {
                oldMask.never(place);
            }
        } else if (step.keyword().equals("allOf")) {
            if (isNew(step, place)) {
                newMask.blank(place, label);
            }
        } else if (step.keyword().equals("if")) {
            for (String keyword : List.of("if", "then", "else")) {
                oldMask.remove(step.parent(), keyword, REPAIRED);
                newMask.remove(step.parent(), keyword, REPAIRED);
            }
        } else {
            newMask.blank(place, label);
        }
    }

    /** Whether the condition that stands there now was not one of the old ones. */
    private boolean isNew(SchemaStep step, JsonPointer place) {
        return place.find(now)
                .filter(branch -> !branches(before, step.list()).contains(branch))
                .isPresent();
    }

    private static List<JsonValue> branches(JsonValue schema, JsonPointer list) {
        return list.find(schema)
                .filter(JsonArray.class::isInstance)
                .map(array -> ((JsonArray) array).items())
                .orElse(List.of());
    }

    /** A choice some of whose branches were repaired: where no other branch is left, it says nothing. */
    private void withoutBranches(JsonPointer list, Set<JsonPointer> emptied) {
        SchemaStep step = SchemaStep.to(list).orElseThrow();
        if (direction == Direction.OUTPUT
                && branches(before, list).size() != branches(now, list).size()) {
            // Which results the unusable branch promised is unknown.
            oldMask.remove(step.parent(), step.keyword(), REPAIRED);
        } else if (isDead(before, list, emptied)) {
            if (isAlone(before, step)) {
                unknown(step.parent());
            } else {
                oldMask.remove(step.parent(), step.keyword(), REPAIRED);
                newMask.remove(step.parent(), step.keyword(), REPAIRED);
            }
        }
    }

    /** Whether no branch of a choice is usable. */
    private static boolean isDead(JsonValue schema, JsonPointer list, Set<JsonPointer> emptied) {
        int branches = branches(schema, list).size();
        for (int i = 0; i < branches; i++) {
            if (!emptied.contains(list.child(String.valueOf(i)))) {
                return false;
            }
        }
        return branches > 0;
    }

    /** Whether nothing but a choice describes a value. */
    private static boolean isAlone(JsonValue schema, SchemaStep step) {
        return !step.parent().tokens().isEmpty()
                && step.parent()
                        .find(schema)
                        .filter(JsonObject.class::isInstance)
                        .map(around -> ((JsonObject) around)
                                .names().stream().filter(About::constrains).allMatch(step.keyword()::equals))
                        .orElse(false);
    }

    /**
     * A choice of which no branch is usable, beside other constraints: nothing could be sent any more, and that would
     * hide all that is around it. It only counts where it took the place of usable branches.
     */
    private void settle() {
        boolean input = direction == Direction.INPUT;
        JsonValue sent = input ? before : now;
        JsonValue expected = input ? now : before;
        SchemaMask sentMask = input ? oldMask : newMask;
        SchemaMask expectedMask = input ? newMask : oldMask;
        Set<JsonPointer> deadSent = dead(sentMask, sent);
        Set<JsonPointer> deadExpected = dead(expectedMask, expected);
        deadSent.forEach(list -> {
            remove(sentMask, list);
            remove(expectedMask, list);
        });
        deadExpected.stream()
                .filter(list -> branches(sent, list).isEmpty())
                .forEach(list -> remove(expectedMask, list));
        unlike(oldMask, before, newMask, now);
        unlike(newMask, now, oldMask, before);
    }

    private static void remove(SchemaMask mask, JsonPointer list) {
        SchemaStep step = SchemaStep.to(list).orElseThrow();
        mask.remove(step.parent(), step.keyword(), REPAIRED);
    }

    private static Set<JsonPointer> dead(SchemaMask mask, JsonValue schema) {
        var lists = new HashSet<JsonPointer>();
        Set<JsonPointer> emptied = mask.emptied(schema);
        emptied.forEach(place -> SchemaStep.to(place)
                .filter(SchemaStep::isAlternative)
                .filter(step -> step.member().orElseThrow().equals("0"))
                .filter(step -> isDead(schema, step.list(), emptied) && !isAlone(schema, step))
                .ifPresent(step -> lists.add(step.list())));
        return lists;
    }

    /** Where the other schema has something usable left beside the same part, that is compared to everything. */
    private static void unlike(SchemaMask mask, JsonValue schema, SchemaMask otherMask, JsonValue other) {
        Set<JsonPointer> otherEmptied = otherMask.emptied(other);
        Stream<JsonPointer> places = mask.emptied(schema).stream();
        places.filter(place -> otherMask.touches(place)
                        && !otherEmptied.contains(place)
                        && place.find(other).isPresent())
                .forEach(mask::open);
    }
}
