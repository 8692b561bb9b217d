/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.ArrayDemand.Items;
import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOfValues;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Tells whether all members in a value are {@link Declared} by the schema that it matches. Only those subschemas count
 * that the value, or the part in question, matches; a value that is listed under {@code enum} or {@code const} is
 * declared with all its parts. The outermost object is never free: where nothing is declared, it has no members.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeclaredContent {

    private final Effort effort;
    private final Evaluation evaluation;

    /** Prepare to look at values. */
    public DeclaredContent(Effort effort) {
        this.effort = effort;
        this.evaluation = new Evaluation(effort);
    }

    /** What the schemas at one place say about the parts of the value there. */
    private final class Place {
        private final JsonValue value;
        private final List<Members> members = new ArrayList<>();
        private final List<Items> items = new ArrayList<>();
        private boolean listed;

        Place(JsonValue value, List<Schema> schemas) {
            this.value = value;
            schemas.forEach(this::apply);
        }

        private void apply(Schema schema) {
            effort.spend(1);
            for (Demand demand : schema.demands()) {
                if (demand instanceof Members rule) {
                    members.add(rule);
                } else if (demand instanceof Items rule) {
                    items.add(rule);
                } else if (demand instanceof OneOfValues) {
                    listed = true;
                } else if (demand instanceof AnyOf any) {
                    any.options().forEach(this::applyIfMatched);
                } else if (demand instanceof OneOf one) {
                    one.options().forEach(this::applyIfMatched);
                } else if (demand instanceof Conditional conditional) {
                    if (isMatched(conditional.condition())) {
                        apply(conditional.condition());
                        apply(conditional.then());
                    } else {
                        apply(conditional.otherwise());
                    }
                } else if (demand instanceof Refer refer) {
                    apply(refer.definition().schema());
                }
            }
        }

        private void applyIfMatched(Schema schema) {
            if (isMatched(schema)) {
                apply(schema);
            }
        }

        private boolean isMatched(Schema schema) {
            return evaluation.matches(value, schema) == Truth.TRUE;
        }

        boolean isDeclared(boolean root) {
            if (listed) {
                return true;
            }
            if (value instanceof JsonObject object) {
                Declared declared = Declared.by(members);
                boolean free = declared.isSilent() && !root;
                return object.members().entrySet().stream()
                        .allMatch(member -> (free || declared.has(member.getKey(), effort))
                                && inside(member.getValue(), memberSchemas(member.getKey())));
            }
            if (value instanceof JsonArray array) {
                for (int i = 0; i < array.items().size(); i++) {
                    int index = i;
                    if (!inside(
                            array.items().get(i),
                            items.stream().map(rule -> rule.at(index)).toList())) {
                        return false;
                    }
                }
            }
            return true;
        }

        private List<Schema> memberSchemas(String name) {
            return members.stream()
                    .flatMap(rule -> evaluation.applicable(rule, name).stream())
                    .toList();
        }

        private boolean inside(JsonValue part, List<Schema> schemas) {
            return new Place(part, schemas).isDeclared(false);
        }
    }

    /**
     * Look at a value.
     *
     * @return whether all its members are declared
     */
    public boolean isAllOf(JsonValue value, Schema schema) {
        return new Place(value, List.of(schema)).isDeclared(true);
    }
}
