/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.tool;

import dev.mcpjunit.connection.McpConnection;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state that tools may change, so that checks can compare it before and after a call.
 *
 * <pre>{@code
 * StateProbe forecasts = connection -> connection.callTool("get-forecast", Map.of("city", "Oslo")).text();
 * }</pre>
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StateProbe {

    /**
     * Read the state. It must be the same value as long as the state does not change: leave out times and the order of
     * sets.
     *
     * @param connection the connection that the checks use
     * @return the state: text, a number, a list, a map, or a JSON value
     * @throws Exception if the state cannot be read; the check is then inconclusive
     */
    @Nullable
    Object read(McpConnection connection) throws Exception;
}
