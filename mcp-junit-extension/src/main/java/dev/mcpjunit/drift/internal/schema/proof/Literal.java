/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Schema;

/**
 * That a value matches a schema, or does not.
 *
 * @param declares whether the schema belongs to those whose author also decides which members there are at all
 */
record Literal(Schema schema, boolean matched, boolean declares) implements Fact {

    static Literal matches(Schema schema) {
        return new Literal(schema, true, false);
    }

    static Literal fails(Schema schema) {
        return new Literal(schema, false, false);
    }

    /** The same of a schema inside this one. */
    Literal inside(Schema inner) {
        return new Literal(inner, true, declares);
    }

    Literal opposite() {
        return new Literal(schema, !matched, false);
    }

    boolean isTrivial() {
        return matched ? schema.allowsAll() : schema.allowsNothing();
    }

    boolean isAbsurd() {
        return matched ? schema.allowsNothing() : schema.allowsAll();
    }
}
