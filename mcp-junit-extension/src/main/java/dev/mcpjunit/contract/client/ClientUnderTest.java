/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A client that a contract judges, connected to a server. What it says of itself is hardly believed: what counts is
 * what crosses the wire, and when the caller was answered.
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
     * Call a tool with arguments that are right, and wait for as long as this client is made to.
     *
     * @param tool the name of the tool, one of those that were declared
     * @return what the caller gets; its text is searched for the text of the tool's answer
     * @throws Exception if the client gives up or fails, as it does for its callers
     */
    @Nullable
    Object call(String tool) throws Exception;

    /**
     * Close the client, and give back what it holds.
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
     * Put a client together.
     *
     * @param call how a tool is called
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
