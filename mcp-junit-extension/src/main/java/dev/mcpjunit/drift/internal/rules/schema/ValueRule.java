/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import java.util.List;

/** Sees one kind of change in what is said of a value, wherever in its schema that is said. */
@FunctionalInterface
interface ValueRule {

    /**
     * What is compared.
     *
     * @param before the place of the old schema, references not followed
     * @param now the place of the new one
     */
    record Sides(Place before, ValueKeywords inOld, Place now, ValueKeywords inNew) {}

    List<Finding> look(Sides sides, Direction direction);
}
