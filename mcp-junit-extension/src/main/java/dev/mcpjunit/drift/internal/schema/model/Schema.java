/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What a value must be: of one of some kinds, and then meet every demand that concerns its kind. Within one
 * {@link SchemaCompiler} equal schemas are the same object, so that identity is equality.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Schema {

    private final int id;
    private final Kinds kinds;
    private final List<Demand> demands;

    Schema(int id, Kinds kinds, List<Demand> demands) {
        this.id = id;
        this.kinds = kinds;
        this.demands = demands;
    }

    /** Get what distinguishes this schema from all others of its compiler. */
    public int id() {
        return id;
    }

    /** Get the kinds of values that are allowed. */
    public Kinds kinds() {
        return kinds;
    }

    /**
     * Get what is demanded beyond the kind.
     *
     * @return the demands, all of which must be met
     */
    public List<Demand> demands() {
        return demands;
    }

    /** Whether every value is allowed. */
    public boolean allowsAll() {
        return kinds.equals(Kinds.ALL) && demands.isEmpty();
    }

    /** Whether no value at all is allowed, as far as this shows at first sight. */
    public boolean allowsNothing() {
        return kinds.isEmpty();
    }

    @Override
    public String toString() {
        return "#" + id + kinds.stream().toList() + demands;
    }
}
