/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Something demanded of values of any kind. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Combination extends Demand {

    @Override
    default Kinds kinds() {
        return Kinds.ALL;
    }

    /** To be one of some values. */
    record OneOfValues(Set<JsonValue> values) implements Combination {}

    /** To match at least one of some schemas. */
    record AnyOf(Set<Schema> options) implements Combination {}

    /**
     * To match exactly one of some schemas.
     *
     * @param options the schemas; one may occur twice
     */
    record OneOf(List<Schema> options) implements Combination {}

    /** Not to match a schema. */
    record Not(Schema schema) implements Combination {}

    /**
     * To match one schema or another, depending on a third.
     *
     * @param then what to match where the condition is met
     * @param otherwise what to match where it is not
     */
    record Conditional(Schema condition, Schema then, Schema otherwise) implements Combination {}

    /** To match a schema that is defined elsewhere. */
    record Refer(Definition definition) implements Combination {}

    /**
     * Something that cannot be analyzed. Two of these that are equal are the same unknown condition.
     *
     * @param meaning what the condition is, for people
     * @param owner distinguishes conditions that read the same but stand in different schemas
     */
    record Opaque(Kinds kinds, String meaning, Object owner) implements Combination {}
}
