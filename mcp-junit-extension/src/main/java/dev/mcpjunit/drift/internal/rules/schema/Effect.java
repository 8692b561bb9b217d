/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Direction;

/** What a finding, taken alone, does to the values that a schema accepts. */
enum Effect {
    NARROWS,
    WIDENS,
    EITHER,
    NOTHING;

    /** Whether it can hurt those who rely on the old schema. */
    boolean mayHarm(Direction direction) {
        return this == EITHER || this == (direction == Direction.INPUT ? NARROWS : WIDENS);
    }
}
