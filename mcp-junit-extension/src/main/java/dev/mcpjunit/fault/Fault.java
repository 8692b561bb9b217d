/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.endpoint.McpEndpoint;
import org.apiguardian.api.API;

/**
 * Something that goes wrong between a client and a server. Each fault is a value; its text form says what it does.
 * {@link FaultChoice} has a method for each.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fault
        permits TimingFault,
                ConnectionFault,
                AnswerFault,
                StreamFault,
                ProtocolFault,
                TaskFault,
                ProcessFault,
                AuthorizationFault {

    /**
     * Get the transports on which it can happen.
     *
     * @return what it needs; never {@code null}
     */
    Needs needs();

    /** The transports on which a fault can happen. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    enum Needs {
        /** Every transport. */
        ANY_TRANSPORT,
        /** A transport with bytes: HTTP, or standard input and output. */
        WIRE,
        /** HTTP. */
        HTTP,
        /** Standard input and output. */
        STDIO;

        /**
         * Check whether a fault can happen at a server.
         *
         * @param server how the server is reached
         * @return whether it can
         */
        public boolean isMetBy(McpEndpoint server) {
            return switch (this) {
                case ANY_TRANSPORT, WIRE -> true;
                case HTTP -> server instanceof McpEndpoint.Http;
                case STDIO -> server instanceof McpEndpoint.Stdio;
            };
        }
    }
}
