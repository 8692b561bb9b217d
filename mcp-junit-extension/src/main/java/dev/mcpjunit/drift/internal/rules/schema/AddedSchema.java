/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
     * @param subject what has the schema
     * @param direction which of its schemas this is
     * @param schema the schema
     * @return the defects; empty if there are none; never {@code null}
     */
    public static List<Change> defects(Subject subject, Direction direction, JsonObject schema) {
        return Stream.concat(
                        UnusableParts.of(JsonObject.EMPTY, schema, direction, any -> true)
                                .changes(subject, direction)
                                .stream(),
                        ExternalReference.look(JsonObject.EMPTY, schema).stream()
                                .map(finding ->
                                        finding.change(subject, direction, finding.otherwise(), Optional.empty())))
                .toList();
    }
}
