/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.SchemaViolation;
import org.apiguardian.api.API;

/**
 * A value that one schema accepts and another rejects, both checked by a validator.
 *
 * @param value the value, as small as it could be made
 * @param violation why it is rejected: the keyword, where in the value, where in the schema, and in words
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Witness(JsonValue value, SchemaViolation violation) {}
