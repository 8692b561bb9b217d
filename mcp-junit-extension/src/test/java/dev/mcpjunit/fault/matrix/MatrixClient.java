/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A client that is connected. Its errors are given as words that stay the same from run to run. */
interface MatrixClient extends AutoCloseable {

    /** Call a tool, and say how it ended. */
    String call(String tool, Map<String, Object> arguments, boolean progress);

    /** List the tools, and say how it ended. */
    String list();

    /** What it has heard so far: {@code progress 1.0}, or the method of a notification. */
    List<String> heard();

    /** Whether it hears things in the order in which they were said. */
    default boolean keepsOrder() {
        return true;
    }

    /** Whether it is left to chance if it hears the progress of a call that was answered already. */
    default boolean mayHearLateProgress() {
        return false;
    }

    /** What else it has noticed that its user can know of, in words. */
    List<String> noticed();

    @Override
    void close();

    /** Makes clients of a kind. */
    interface Kind extends AutoCloseable {

        /** The name of its column. */
        String name();

        /** The era of the server that it is tried with. */
        default ServedEra era() {
            return ServedEra.LEGACY;
        }

        /**
         * Connect.
         *
         * @param startup how long connecting may take, for those that distinguish it from other requests
         * @param requestTimeout how long each request may take
         * @throws RefusedException if it cannot
         */
        MatrixClient connect(McpEndpoint endpoint, Duration startup, Duration requestTimeout) throws RefusedException;

        /** End what all its clients share. */
        @Override
        default void close() {}
    }

    /** A connection did not come about; the message is how it ended, in words. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String outcome, Throwable cause) {
            super(outcome, cause);
        }
    }
}
