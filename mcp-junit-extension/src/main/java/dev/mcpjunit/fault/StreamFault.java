/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import org.apiguardian.api.API;

/** Faults of the messages that a server sends in one exchange: they are lost, repeated, or written unusually. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface StreamFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * One message from the server is lost; the stream continues.
     *
     * @param message which message of the exchange, from 1; 0 for the answer
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DropMessage(int message) implements StreamFault {

        /** Reject a negative number. */
        public DropMessage {
            Preconditions.requireAtLeast(0, "The place of a message", message);
        }

        @Override
        public String toString() {
            return name(message) + " dropped";
        }
    }

    /**
     * One message from the server arrives twice.
     *
     * @param message which message of the exchange, from 1; 0 for the answer
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DuplicateMessage(int message) implements StreamFault {

        /** Reject a negative number. */
        public DuplicateMessage {
            Preconditions.requireAtLeast(0, "The place of a message", message);
        }

        @Override
        public String toString() {
            return name(message) + " twice";
        }
    }

    /**
     * The messages from the server arrive in reverse order, the answer first. Requests from the server are delivered
     * immediately; the server waits for their answers before it answers.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Reorder() implements StreamFault {
        @Override
        public String toString() {
            return "messages in reverse order";
        }
    }

    /**
     * The messages are written in another way that the standards allow.
     *
     * @param style the way
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Styled(WireStyle style) implements StreamFault {
        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public String toString() {
            return style == WireStyle.CRLF ? "lines ended by CR LF" : "messages split";
        }
    }

    /**
     * The stream ends before the answer.
     *
     * @param cut what the client sees
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndBeforeAnswer(Cut cut) implements StreamFault {
        @Override
        public String toString() {
            return "stream ends before the answer (" + cut.words() + ")";
        }
    }

    private static String name(int message) {
        return message == 0 ? "answer" : "message " + message;
    }
}
