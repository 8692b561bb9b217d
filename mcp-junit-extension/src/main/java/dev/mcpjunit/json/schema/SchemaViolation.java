/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import org.apiguardian.api.API;

/**
 * One reason why a value is not valid under a schema.
 *
 * @param keyword the schema keyword that was violated, for example {@code required}; {@code false} for a schema that
 *     allows nothing
 * @param instancePointer JSON Pointer to the offending part of the value; empty for the whole value
 * @param schemaPointer JSON Pointer to the keyword in the schema, as far as the validator reports it
 * @param message what is wrong, as a phrase for people
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SchemaViolation(String keyword, String instancePointer, String schemaPointer, String message) {

    /**
     * Print the violation for people.
     *
     * @return the message with its place; never {@code null}
     */
    @Override
    public String toString() {
        return (instancePointer.isEmpty() ? "" : instancePointer + ": ") + message;
    }
}
