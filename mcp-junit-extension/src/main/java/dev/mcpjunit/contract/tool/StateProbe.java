/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.tool;

import dev.mcpjunit.connection.McpConnection;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state that tools may change, so that checks can compare it before and after a call.
 *
 * <pre>{@code
 * StateProbe items = connection -> connection.callTool("list-items").structuredContent().orElseThrow();
 * }</pre>
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StateProbe {

    /**
     * Read the state. It must be the same value as long as the state does not change: leave out times and the order of
     * sets. If a tool that the probe calls by this connection reports an error, the check is inconclusive: the text of
     * an error is no state.
     *
     * @param connection the connection that the checks use
     * @return the state: text, a number, a list, a map, or a JSON value; with {@code null}, the check is inconclusive
     * @throws Exception if the state cannot be read; the check is then inconclusive
     */
    @Nullable
    Object read(McpConnection connection) throws Exception;
}
