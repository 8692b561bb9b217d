/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ToolResult;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A tool call in a cassette.
 *
 * @param number its place among the tool calls of the cassette, from 1
 * @param tool the name of the tool
 * @param arguments the arguments; empty if there were none
 * @param result what the server answered; empty for a JSON-RPC error, and if there was no answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RecordedCall(int number, String tool, JsonObject arguments, Optional<ToolResult> result) {}
