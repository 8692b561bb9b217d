/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import org.apiguardian.api.API;

/** Faults of the connection: it breaks, or goes silent, at a place that the fault names. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ConnectionFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * The connection ends, or goes silent, before the request goes to the server: the server has not executed it.
     *
     * @param cut how it ends
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CutBeforeServer(Cut cut) implements ConnectionFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return Opening.instead(new Act.End(cut));
                }
            };
        }

        @Override
        public String toString() {
            return cut.words() + " before the server";
        }
    }

    /**
     * The server executes the request and answers it, and the client never hears of it.
     *
     * @param cut what the client sees instead
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record LoseResponse(Cut cut) implements ConnectionFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return answer ? List.of(new Act.End(cut)) : List.of(new Act.Send(message));
                }

                @Override
                public boolean takesAll() {
                    return true;
                }
            };
        }

        @Override
        public String toString() {
            return "response lost after the server executed (" + cut.words() + ")";
        }
    }

    /**
     * The connection ends in the middle of a message of the server.
     *
     * @param message which of the messages of the exchange, from 1; 0 for the answer
     * @param bytes how many bytes of it arrive
     * @param cut how the connection ends
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CutInMessage(int message, int bytes, Cut cut) implements ConnectionFault {

        /** Refuse impossible numbers. */
        public CutInMessage {
            Preconditions.requireAtLeast(0, "The place of a message", message);
            Preconditions.requireAtLeast(0, "The number of bytes", bytes);
        }

        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public Script script() {
            return new Script() {
                private int count;

                @Override
                public List<Act> deliver(JsonObject each, boolean answer) {
                    count++;
                    boolean here = message == 0 ? answer : count == message;
                    return here
                            ? List.of(new Act.SendPart(each, bytes), new Act.End(cut))
                            : List.of(new Act.Send(each));
                }
            };
        }

        @Override
        public String toString() {
            return cut.words() + " after " + bytes + " bytes of "
                    + (message == 0 ? "the answer" : "message " + message);
        }
    }

    /**
     * A new connection is ended, or goes silent, before anything is read from it. For {@link Selector#connection()}.
     *
     * @param cut how it ends
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CutOnAccept(Cut cut) implements ConnectionFault {
        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public Script script() {
            return new CutBeforeServer(cut).script();
        }

        @Override
        public String toString() {
            return cut == Cut.SILENCE ? "black hole" : cut.words() + " on accept";
        }
    }
}
