/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/**
 * A message of a client that the cassette has no answer for.
 *
 * @param message the message, as the client sent it
 * @param text what is different, for the failure of the test
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Miss(JsonObject message, String text) {}
