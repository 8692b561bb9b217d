/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonValue;
import java.util.List;

/** Kinds of so few values that all of them can be tried. */
record NoFacts(List<JsonValue> values) implements Facts {

    static NoFacts about(Kind kind) {
        return new NoFacts(kind == Kind.NULL ? List.of(JsonNull.NULL) : List.of(JsonBoolean.TRUE, JsonBoolean.FALSE));
    }

    @Override
    public boolean add(Fact fact) {
        return true;
    }

    @Override
    public Facts copy() {
        return this;
    }

    @Override
    public Outcome solve(Solver solver) {
        throw new IllegalStateException("the values are tried one by one");
    }
}
