/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code property-removed}: a property that is no longer declared. Where undeclared members are accepted no call fails,
 * which is worse: what was sent is ignored in silence.
 */
final class PropertyRemoved implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        Set<String> own = SchemaPair.properties(pair.before()).keySet();
        pair.lost().places().forEach((name, place) -> {
            // Where an argument is rejected now, inclusion reports what became of a branch that declared it.
            if (direction == Direction.OUTPUT || isAccepted(pair, name) || own.contains(name)) {
                findings.add(removed(pair, name, place, direction));
            }
        });
        return findings;
    }

    /** Whether objects may have the member, although it is not declared. */
    private static boolean isAccepted(SchemaPair pair, String name) {
        return SchemaPair.isOpen(pair.now()) || pair.lost().matched().contains(name);
    }

    private static Finding removed(SchemaPair pair, String name, Place place, Direction direction) {
        boolean open = isAccepted(pair, name);
        boolean honored = pair.conventions().contains(Convention.UNDECLARED_MEMBERS_ARE_HONORED)
                || pair.lost().described().contains(name);
        Finding finding = Finding.constraint(
                        "property-removed", place.at(), Effect.EITHER, words(name, open, direction))
                .otherwise(open && honored ? Compatibility.RISKY : Compatibility.BREAKING)
                .withHint(newName(pair, name, place.schema()))
                .declaring();
        if (open && !honored) {
            finding = finding.forbiddenBy(new Edit(parent(place), old -> Members.property(old, name, false)));
        }
        return SchemaPair.properties(pair.before()).containsKey(name)
                ? finding.alone(pair, old -> {
                    var without = Members.withoutProperty(Members.notRequiring(old, name), name);
                    without = SchemaPair.copy(without, pair.now(), "additionalProperties");
                    return SchemaPair.copy(without, pair.now(), "patternProperties");
                })
                : finding;
    }

    private static String words(String name, boolean open, Direction direction) {
        String what = "'" + name + "' is no longer declared";
        if (!open) {
            return what + " and nothing undeclared is accepted";
        }
        return direction == Direction.INPUT ? what + " and may be ignored" : what;
    }

    /** The schema that declares a property. */
    private static JsonPointer parent(Place property) {
        List<String> tokens = property.at().tokens();
        return new JsonPointer(tokens.subList(0, tokens.size() - 2));
    }

    /** The one new property that was most likely meant to take the place of the old one. */
    private static Optional<String> newName(SchemaPair pair, String name, JsonValue schema) {
        Map<String, JsonValue> come = new LinkedHashMap<>(SchemaPair.properties(pair.now()));
        come.keySet().removeAll(SchemaPair.properties(pair.before()).keySet());
        boolean required = SchemaPair.required(pair.before()).contains(name);
        return NewNames.of(name, schema, come)
                .or(() -> NewNames.only(
                        come,
                        (other, candidate) -> required
                                && SchemaPair.required(pair.now()).contains(other)
                                && Types.of(candidate).equals(Types.of(schema))))
                .map(other -> "renamed to '" + other + "'?");
    }
}
