/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.json.JsonObject;

/** The smallest arguments that a schema accepts. */
sealed interface Smallest {

    /** Some arguments, which a validator accepts. */
    record Found(JsonObject arguments) implements Smallest {}

    /** It is proved that the schema accepts no object. */
    record None() implements Smallest {}

    /** Neither was found. */
    record Unknown(String reason) implements Smallest {}
}
