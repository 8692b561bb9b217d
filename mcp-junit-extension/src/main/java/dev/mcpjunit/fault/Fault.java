/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.endpoint.McpEndpoint;
import org.apiguardian.api.API;

/**
 * Something that goes wrong between a client and a server. Each fault is a value, and its text form says what it does.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fault
        permits TimingFault, ConnectionFault, AnswerFault, StreamFault, ProtocolFault, ProcessFault {

    /**
     * Say what it takes to happen.
     *
     * @return the transports and selectors it works on; never {@code null}
     */
    Needs needs();

    /** Make the script for one exchange. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    Script script();

    /** What a fault needs to happen at all. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    enum Needs {
        /** Nothing: it works on every transport. */
        ANY_TRANSPORT,
        /** Bytes: a server that is reached by HTTP, or on standard input and output. */
        WIRE,
        /** A server that is reached by HTTP. */
        HTTP,
        /** A server on standard input and output. */
        STDIO;

        /**
         * Tell whether a server is reached in such a way.
         *
         * @param server where the server is
         * @return whether the fault can happen there
         */
        public boolean isMetBy(McpEndpoint server) {
            return isMetBy(server instanceof McpEndpoint.Http ? Medium.HTTP : Medium.STDIO);
        }

        boolean isMetBy(Medium medium) {
            return switch (this) {
                case ANY_TRANSPORT -> true;
                case WIRE -> medium != Medium.IN_JVM;
                case HTTP -> medium == Medium.HTTP;
                case STDIO -> medium == Medium.STDIO;
            };
        }
    }
}
