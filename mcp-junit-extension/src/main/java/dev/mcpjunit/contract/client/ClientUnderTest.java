/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A connected client that a contract tests. The verdicts rest on what crosses the wire, and on what the caller gets and
 * when.
 *
 * <pre>{@code
 * WeatherClient client = WeatherClient.connect(server);
 * return ClientUnderTest.of(tool -> client.forecast("Oslo"), client::close);
 * }</pre>
 *
 * <p>Called from several threads, one after the other.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ClientUnderTest {

    /**
     * Call a tool with valid arguments, and wait for as long as this client waits.
     *
     * @param tool the name of the tool, one of those that were declared
     * @return what the caller gets: the tool's result in any form; its text contains the text of the tool's answer. A
     *     future or a publisher fails the check: wait for its result
     * @throws Exception if the client gives up or fails, as it does for its callers
     */
    @Nullable
    Object call(String tool) throws Exception;

    /**
     * Close the client and release its resources.
     *
     * @throws Exception if that fails
     */
    void close() throws Exception;

    /** A call of a tool. */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface ToolCall {

        /**
         * Call a tool.
         *
         * @param tool the name of the tool
         * @return what the caller gets
         * @throws Exception if the client gives up or fails
         */
        @Nullable
        Object call(String tool) throws Exception;
    }

    /**
     * Create a client from two functions.
     *
     * @param call calls a tool
     * @param closing closes the client
     * @return the client; never {@code null}
     */
    static ClientUnderTest of(ToolCall call, AutoCloseable closing) {
        return new ClientUnderTest() {
            @Override
            public @Nullable Object call(String tool) throws Exception {
                return call.call(tool);
            }

            @Override
            public void close() throws Exception {
                closing.close();
            }
        };
    }
}
