/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.json.JsonNumber;
import org.apiguardian.api.API;

/** Something demanded of numbers. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface NumberDemand extends Demand {

    @Override
    default Kinds kinds() {
        return Kinds.NUMBERS;
    }

    /** To be within bounds. */
    record Within(Interval interval) implements NumberDemand {}

    /**
     * To be a multiple of a number.
     *
     * @param factor the number, greater than zero
     */
    record MultipleOf(JsonNumber factor) implements NumberDemand {}
}
