/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import org.apiguardian.api.API;

/**
 * The tokens that the definition of a tool takes.
 *
 * @param server the name of the server
 * @param tool the name of the tool
 * @param total the tokens of the definition as clients give it to a model: name, description and input schema as
 *     compact JSON
 * @param description the tokens of the description alone
 * @param inputSchema the tokens of the input schema alone, without its examples
 * @param examples the tokens that examples add to the input schema
 * @param outputSchema the tokens of the output schema; not in the total, because most clients do not give it to a model
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ToolCost(
        String server, String tool, int total, int description, int inputSchema, int examples, int outputSchema) {}
