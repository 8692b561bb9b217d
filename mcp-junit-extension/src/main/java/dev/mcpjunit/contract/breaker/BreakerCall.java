/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One call of a tool through a breaker. The verdicts rest on what reaches the wire. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BreakerCall {

    /**
     * Call the tool, and return or throw when the call has ended for the caller.
     *
     * @return what the caller gets
     * @throws Exception whatever a refused or failed call throws
     */
    @Nullable
    Object call() throws Exception;

    /** A call without a result. */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Action {

        /**
         * Call the tool.
         *
         * @throws Exception whatever a refused or failed call throws
         */
        void run() throws Exception;
    }

    /**
     * Adapt a method that returns nothing: {@code BreakerCall.of(client::ping)}.
     *
     * @param action calls the tool
     * @return the call; never {@code null}
     */
    static BreakerCall of(Action action) {
        return () -> {
            action.run();
            return null;
        };
    }
}
