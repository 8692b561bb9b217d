/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import org.apiguardian.api.API;

/** Faults of timing: everything arrives, but late, slowly, or when the test allows it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface TimingFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * The request reaches the server late.
     *
     * @param by the delay
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DelayRequest(Duration by) implements TimingFault {

        /** Reject a negative delay. */
        public DelayRequest {
            Preconditions.requireNotNegative("The delay", by);
        }

        @Override
        public String toString() {
            return "request delayed by " + Durations.print(by);
        }
    }

    /**
     * The server answers in time, and the client gets the answer late. Messages before the answer are not delayed.
     *
     * @param by the delay
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DelayAnswer(Duration by) implements TimingFault {

        /** Reject a negative delay. */
        public DelayAnswer {
            Preconditions.requireNotNegative("The delay", by);
        }

        @Override
        public String toString() {
            return "answer delayed by " + Durations.print(by);
        }
    }

    /**
     * The request waits until the test releases it to the server.
     *
     * @param gate what the test opens
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HoldRequest(Gate gate) implements TimingFault {
        @Override
        public String toString() {
            return "request held";
        }
    }

    /**
     * The server has answered, and the answer waits until the test releases it to the client.
     *
     * @param gate what the test opens
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HoldAnswer(Gate gate) implements TimingFault {
        @Override
        public String toString() {
            return "answer held";
        }
    }

    /**
     * The answer arrives a few bytes at a time.
     *
     * @param bytes how many bytes at a time
     * @param pause how long between them
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Drip(int bytes, Duration pause) implements TimingFault {

        /** Reject numbers that make no sense. */
        public Drip {
            Preconditions.requireAtLeast(1, "The number of bytes at a time", bytes);
            Preconditions.requireNotNegative("The pause", pause);
        }

        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public String toString() {
            return "drip: " + bytes + " bytes every " + Durations.print(pause);
        }
    }
}
