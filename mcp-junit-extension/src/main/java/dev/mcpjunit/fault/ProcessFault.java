/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import org.apiguardian.api.API;

/** Faults of processes: they write what they must not write, close what they must not close, or end. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ProcessFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.STDIO;
    }

    /**
     * Something that is not a message is written to standard output before the answer.
     *
     * @param words what it is, in words
     * @param text what is written; add a line break if it ends a line
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Noise(String words, String text) implements ProcessFault {
        @Override
        public String toString() {
            return words + " on standard output";
        }
    }

    /**
     * Standard error is flooded before the answer.
     *
     * @param bytes how much is written
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ErrorFlood(int bytes) implements ProcessFault {

        /** Reject a number below 1. */
        public ErrorFlood {
            Preconditions.requireAtLeast(1, "The number of bytes", bytes);
        }

        @Override
        public String toString() {
            return bytes + " bytes on standard error";
        }
    }

    /** Standard error is closed before the answer; standard output stays open. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CloseError() implements ProcessFault {
        @Override
        public String toString() {
            return "standard error closed";
        }
    }

    /**
     * The process that the client started exits before the answer; the server has executed the request.
     *
     * @param code the exit code
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Exit(int code) implements ProcessFault {
        @Override
        public String toString() {
            return "exit " + code + " in the call";
        }
    }

    /** The process that the client started is killed before the answer; the server has executed the request. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Kill() implements ProcessFault {
        @Override
        public String toString() {
            return "killed in the call";
        }
    }

    /**
     * The server itself is killed, restarted or paused after the request was read and before it is forwarded.
     *
     * @param what what happens to the server
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ToServer(ServerAct what) implements ProcessFault {
        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public String toString() {
            return switch (what) {
                case KILL -> "server killed";
                case RESTART -> "server restarted";
                case PAUSE -> "server paused";
            };
        }
    }
}
