/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import java.util.List;
import org.apiguardian.api.API;

/** Something demanded of arrays. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface ArrayDemand extends Demand {

    @Override
    default Kinds kinds() {
        return Kinds.of(Kind.ARRAY);
    }

    /**
     * To have certain items.
     *
     * @param prefix what the first items must be
     * @param rest what all items after those must be
     */
    record Items(List<Schema> prefix, Schema rest) implements ArrayDemand {

        /** Get what an item must be. */
        public Schema at(int index) {
            return index < prefix.size() ? prefix.get(index) : rest;
        }
    }

    /**
     * To have so many items.
     *
     * @param count how many there may be
     */
    record ItemCount(Count count) implements ArrayDemand {}

    /**
     * To have so many items that match a schema.
     *
     * @param count how many there may be
     */
    record Contains(Schema item, Count count) implements ArrayDemand {}

    /** To have no item twice. */
    record UniqueItems() implements ArrayDemand {}
}
