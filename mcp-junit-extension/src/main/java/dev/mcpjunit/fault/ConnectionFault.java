/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import org.apiguardian.api.API;

/** Faults of the connection: it is refused, it breaks, or it hangs, at a point that the fault names. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ConnectionFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * The connection is cut before the request reaches the server: the server does not execute it.
     *
     * @param cut what the client sees
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CutBeforeServer(Cut cut) implements ConnectionFault {
        @Override
        public String toString() {
            return cut.words() + " before the server";
        }
    }

    /**
     * The server executes and answers the request, and the client never gets the answer.
     *
     * @param cut what the client sees instead
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record LoseResponse(Cut cut) implements ConnectionFault {
        @Override
        public String toString() {
            return "response lost after the server executed (" + cut.words() + ")";
        }
    }

    /**
     * The connection is cut in the middle of a message from the server.
     *
     * @param message which message of the exchange, from 1; 0 for the answer
     * @param bytes how many bytes of it arrive
     * @param cut what the client sees
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CutInMessage(int message, int bytes, Cut cut) implements ConnectionFault {

        /** Reject numbers that make no sense. */
        public CutInMessage {
            Preconditions.requireAtLeast(0, "The place of a message", message);
            Preconditions.requireAtLeast(0, "The number of bytes", bytes);
        }

        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public String toString() {
            return cut.words() + " after " + bytes + " bytes of "
                    + (message == 0 ? "the answer" : "message " + message);
        }
    }

    /**
     * A new connection is cut before anything is read from it. For {@link Selector#connection()}.
     *
     * @param cut what the client sees
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CutOnAccept(Cut cut) implements ConnectionFault {
        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public String toString() {
            return cut.words() + " on accept";
        }
    }

    /**
     * New connections are refused, as where no server runs, and open ones are reset. For {@link Selector#connection()},
     * and for all of them: a connection that is refused is never seen, so that none can be counted.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Refuse() implements ConnectionFault {
        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public String toString() {
            return "connections refused";
        }
    }
}
