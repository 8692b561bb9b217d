/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A request for a prompt in a recording.
 *
 * @param name the name of the prompt
 * @param arguments the arguments; empty if there were none
 * @param result what the server answered; empty for an error, and if there was no answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RecordedPrompt(String name, JsonObject arguments, Optional<JsonObject> result) {}
