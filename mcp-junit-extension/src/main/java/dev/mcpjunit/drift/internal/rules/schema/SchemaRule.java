/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;
import java.util.List;

/** Sees one kind of change between two subschemas. */
@FunctionalInterface
interface SchemaRule {

    List<Finding> look(SchemaPair pair, Direction direction);
}
