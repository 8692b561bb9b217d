/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A tool call in a recording, such as a cassette.
 *
 * <pre>{@code
 * for (RecordedCall call : Cassette.read(Path.of("src/test/resources/mcp/weather.cassette.jsonl")).calls()) {
 *     System.out.println(call.number() + ": " + call.tool() + " " + call.arguments());
 * }
 * }</pre>
 *
 * @param number its place among the tool calls of the recording, from 1
 * @param tool the name of the tool
 * @param arguments the arguments; empty if there were none
 * @param result what the server answered; empty for a JSON-RPC error, and if there was no answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RecordedCall(int number, String tool, JsonObject arguments, Optional<ToolResult> result) {}
