/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A schema that is new as a whole. It breaks no caller, but a part of it that is not usable is usable for no caller.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AddedSchema {

    private AddedSchema() {}

    /**
     * Find what is unusable.
     *
     * @return the defects; empty if there are none
     */
    public static List<Change> defects(
            Subject subject, Direction direction, JsonObject schema, SchemaQuestion question) {
        var changes = new ArrayList<>(UnusableParts.of(JsonObject.EMPTY, schema, direction, any -> true)
                .changes(subject, direction));
        var findings = new ArrayList<>(ExternalReference.look(JsonObject.EMPTY, schema));
        if (direction == Direction.INPUT) {
            if (!question.conventions().contains(Convention.STDIO_ONLY)) {
                findings.addAll(HeaderInvalid.in(schema));
            }
            SchemaPair.properties(schema).forEach((name, property) -> HeaderChanged.ofNew(
                            JsonPointer.ROOT.child("properties").child(name), property, question.conventions())
                    .ifPresent(findings::add));
            findings.addAll(PropertyShadows.in(schema));
            if (changes.isEmpty() && !canBeCalled(schema, question)) {
                findings.add(Finding.note(
                        "schema-invalid",
                        JsonPointer.ROOT,
                        Compatibility.BREAKING,
                        Aspect.CONTRACT,
                        Trust.NONE,
                        "no arguments are valid, so that no client can call the tool"));
            }
        }
        findings.forEach(
                finding -> changes.add(finding.change(subject, direction, finding.otherwise(), Optional.empty())));
        return List.copyOf(changes);
    }

    /** Whether some arguments are valid, or it cannot be decided that none are. */
    static boolean canBeCalled(JsonObject schema, SchemaQuestion question) {
        JsonObject arguments = schema.has("type")
                ? schema
                : schema.toBuilder().put("type", "object").build();
        return SchemaProof.isSatisfiable(arguments, question.budget());
    }
}
