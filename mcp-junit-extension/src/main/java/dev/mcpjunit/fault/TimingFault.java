/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/** Faults of time: everything arrives, but late, slowly, or when the test says so. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface TimingFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * The request reaches the server late.
     *
     * @param by how late
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DelayRequest(Duration by) implements TimingFault {

        /** Refuse impossible numbers. */
        public DelayRequest {
            Preconditions.requireNotNegative("The delay", by);
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return Opening.after(new Act.Pause(by));
                }
            };
        }

        @Override
        public String toString() {
            return "request delayed by " + Durations.print(by);
        }
    }

    /**
     * The server answers in time, and the client gets the answer late. What the server says before its answer is not
     * held up.
     *
     * @param by how late
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DelayAnswer(Duration by) implements TimingFault {

        /** Refuse impossible numbers. */
        public DelayAnswer {
            Preconditions.requireNotNegative("The delay", by);
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return answer ? List.of(new Act.Pause(by), new Act.Send(message)) : List.of(new Act.Send(message));
                }
            };
        }

        @Override
        public String toString() {
            return "answer delayed by " + Durations.print(by);
        }
    }

    /**
     * The request waits until the test lets it go to the server.
     *
     * @param gate what the test opens
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HoldRequest(Gate gate) implements TimingFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return Opening.after(new Act.Hold(gate));
                }
            };
        }

        @Override
        public String toString() {
            return "request held";
        }
    }

    /**
     * The server has answered, and the answer waits until the test lets it go to the client.
     *
     * @param gate what the test opens
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HoldAnswer(Gate gate) implements TimingFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return answer ? List.of(new Act.Hold(gate), new Act.Send(message)) : List.of(new Act.Send(message));
                }
            };
        }

        @Override
        public String toString() {
            return "answer held";
        }
    }

    /**
     * The answer comes a few bytes at a time.
     *
     * @param bytes how many at a time
     * @param pause how long between them
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Drip(int bytes, Duration pause) implements TimingFault {

        /** Refuse impossible numbers. */
        public Drip {
            Preconditions.requireAtLeast(1, "The number of bytes at a time", bytes);
            Preconditions.requireNotNegative("The pause", pause);
        }

        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return List.of(new Act.Drip(message, bytes, pause));
                }
            };
        }

        @Override
        public String toString() {
            return "drip: " + bytes + " bytes every " + Durations.print(pause);
        }
    }
}
