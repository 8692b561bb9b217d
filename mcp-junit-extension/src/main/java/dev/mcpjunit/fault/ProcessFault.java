/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Faults of processes: they write what they must not, close what they must not, or end. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ProcessFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.STDIO;
    }

    /**
     * Something is written on standard output before the answer that is no message.
     *
     * @param words what it is, in words
     * @param text what is written, with its own line end if it shall have one
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Noise(String words, String text) implements ProcessFault {
        @Override
        public Script script() {
            return beforeAnswer(new Act.WriteOutput(text));
        }

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

        /** Refuse impossible numbers. */
        public ErrorFlood {
            Preconditions.requireAtLeast(1, "The number of bytes", bytes);
        }

        private static final String LINE = "x".repeat(1_023) + "\n";

        @Override
        public Script script() {
            return beforeAnswer(new Act.WriteError(LINE, Math.max(1, bytes / LINE.length())));
        }

        @Override
        public String toString() {
            return bytes + " bytes on standard error";
        }
    }

    /** Standard error is closed before the answer; standard output stays as it is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CloseError() implements ProcessFault {
        @Override
        public Script script() {
            return beforeAnswer(new Act.CloseError());
        }

        @Override
        public String toString() {
            return "standard error closed";
        }
    }

    /**
     * The process ends before the answer; the server has executed the request.
     *
     * @param code its exit code
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Exit(int code) implements ProcessFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return answer ? List.of(new Act.Exit(code)) : List.of(new Act.Send(message));
                }
            };
        }

        @Override
        public String toString() {
            return "exit " + code + " in the call";
        }
    }

    /** The process that the client started is killed before the answer; the server has executed the request. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Kill() implements ProcessFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return List.of(answer ? new Act.Kill() : new Act.Send(message));
                }
            };
        }

        @Override
        public String toString() {
            return "killed in the call";
        }
    }

    /**
     * The server itself is ended, started anew or frozen when the request has been read and before it goes on.
     *
     * @param what what is done to it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ToServer(ServerAct what) implements ProcessFault {
        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return Opening.after(new Act.ToServer(what));
                }
            };
        }

        @Override
        public String toString() {
            return switch (what) {
                case KILL -> "server killed";
                case RESTART -> "server restarted";
                case PAUSE -> "server frozen";
            };
        }
    }

    private static Script beforeAnswer(Act act) {
        return new Script() {
            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                var acts = new ArrayList<Act>();
                if (answer) {
                    acts.add(act);
                }
                acts.add(new Act.Send(message));
                return acts;
            }
        };
    }
}
