/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import java.util.function.Consumer;

/**
 * Names one kind of change at one place. What it says of compatibility is what such a change means by itself; the proof
 * about the whole schema has the last word.
 */
interface SchemaRule {

    /** Look at one place. */
    void check(SchemaPair pair, Consumer<Change> changes);

    /** Whether the values that the schema accepts are concerned, so that a proof can overrule the rule. */
    default boolean concernsValues() {
        return true;
    }
}
