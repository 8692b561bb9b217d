/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.isolation;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A tool call of an isolation check.
 *
 * @param tool the name of the tool
 * @param arguments its arguments
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record IsolatedCall(String tool, JsonObject arguments) {

    static IsolatedCall of(String tool, Map<String, ?> arguments) {
        return new IsolatedCall(tool, (JsonObject) JsonValue.of(arguments));
    }
}
