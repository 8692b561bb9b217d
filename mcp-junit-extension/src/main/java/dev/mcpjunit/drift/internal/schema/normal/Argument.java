/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;

/**
 * What a keyword says, and where it stood before it was moved: references are relative to that place.
 *
 * @param at the place in the original schema; for {@code $ref} the schema object that holds it
 */
record Argument(JsonPointer at, JsonValue value) {}
