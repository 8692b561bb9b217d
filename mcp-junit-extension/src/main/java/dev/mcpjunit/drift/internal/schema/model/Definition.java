/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A schema that refers to itself, by way of others perhaps: it must be there before it is known. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Definition {

    private final String name;
    private @Nullable Schema schema;

    Definition(String name) {
        this.name = name;
    }

    void complete(Schema known) {
        schema = known;
    }

    /**
     * Get what was defined.
     *
     * @throws IllegalStateException while the schema is still being compiled
     */
    public Schema schema() {
        if (schema == null) {
            throw new IllegalStateException("not compiled yet: " + name);
        }
        return schema;
    }

    @Override
    public String toString() {
        return name;
    }
}
