/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What came of looking for a value. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Outcome {

    /** There is no such value: every way to build one was followed to a contradiction. */
    record Impossible() implements Outcome {
        static final Impossible INSTANCE = new Impossible();
    }

    /** There is one. */
    record Model(JsonValue value) implements Outcome {}

    /**
     * Undecided.
     *
     * @param reason what could not be decided, as a phrase
     * @param candidate a value that may be one, if there is any
     */
    record Unknown(String reason, @Nullable JsonValue candidate) implements Outcome {}
}
