/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can never happen is refused where it is said: a fault of no effect would make a test that shows nothing. */
class ImpossibleFaultsTests {

    private static final Duration NEGATIVE = Duration.ofMillis(-1);

    private final FaultInjector faults = new PlannedFaults(new FaultPlan(), new TrafficRecorder());

    private FaultChoice pay() {
        return faults.on(toolCall("pay"));
    }

    private static void refused(ThrowingCallable fault, String message) {
        assertThatThrownBy(fault).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void probabilities(double probability) {
        refused(
                () -> faults.randomlyOn(toolCall("pay"), probability, 1),
                "The probability must be above 0 and at most 1, but is " + probability);
    }

    @Test
    void a_certain_fault_by_chance_is_possible() {
        assertThat(faults.randomlyOn(toolCall("pay"), 1, 1).hang().toString()).contains("probability 1.0, seed 1");
    }

    @Test
    void times() {
        refused(() -> pay().delayRequest(NEGATIVE), "The delay must not be negative, but is PT-0.001S");
        refused(() -> pay().delayAnswer(NEGATIVE), "The delay must not be negative, but is PT-0.001S");
        refused(() -> pay().status(503, NEGATIVE), "Retry-After must not be negative, but is PT-0.001S");
        refused(
                () -> pay().inject(new TimingFault.Drip(1, NEGATIVE)),
                "The pause must not be negative, but is PT-0.001S");
        refused(
                () -> pay().inject(new ProtocolFault.EndlessProgress(NEGATIVE)),
                "The pause must not be negative, but is PT-0.001S");
    }

    @Test
    void retry_after_is_rounded_up() {
        assertThat(pay().status(503, Duration.ofMillis(1500)).toString()).contains("Retry-After 2");
        assertThat(pay().status(503, Duration.ZERO).toString()).contains("Retry-After 0");
    }

    @Test
    void sizes_and_places() {
        refused(
                () -> pay().inject(new TimingFault.Drip(0, Duration.ZERO)),
                "The number of bytes at a time must be at least 1, but is 0");
        refused(() -> pay().cutInAnswer(-1, Cut.RESET), "The number of bytes must be at least 0, but is -1");
        refused(
                () -> pay().inject(new AnswerFault.GiantResult(-1)),
                "The number of bytes must be at least 0, but is -1");
        refused(
                () -> pay().inject(new StreamFault.DropMessage(-1)),
                "The place of a message must be at least 0, but is -1");
        refused(
                () -> pay().inject(new StreamFault.DuplicateMessage(-1)),
                "The place of a message must be at least 0, but is -1");
        refused(
                () -> pay().inject(new ProtocolFault.ListChangedStorm("tools", 0)),
                "The number of notifications must be at least 1, but is 0");
        refused(() -> pay().inject(new ProcessFault.ErrorFlood(0)), "The number of bytes must be at least 1, but is 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 42, 100, 600, -1})
    void statuses(int status) {
        refused(() -> pay().status(status), "The HTTP status of an answer must be from 200 to 599, but is " + status);
        refused(
                () -> pay().statusAfterExecution(status),
                "The HTTP status of an answer must be from 200 to 599, but is " + status);
    }

    @Test
    void places_of_calls() {
        String fromOne = "Calls are counted from 1, and the last must not be before the first, but these are ";
        refused(() -> toolCall("pay").nth(0), fromOne + "0..0 every 1");
        refused(() -> toolCall("pay").first(0), fromOne + "1..0 every 1");
        assertThatThrownBy(() -> toolCall("pay").every(0)).hasMessageStartingWith(fromOne + "0..");
        refused(
                () -> toolCall("pay").first(3).nth(5),
                "'tools/call 'pay' (1st to 3rd)' is restricted by number already. Choose one of first(3), nth(5), every(2)"
                        + " and counting(…)");
    }

    @Test
    void refused_connections_cannot_be_counted() {
        refused(
                () -> faults.on(Selector.connection().first()).refuseConnections(),
                "'connections refused' cannot happen to a connection (1st): a refused connection is never seen, so none"
                        + " can be counted. Choose connection() without a number, and remove() the fault when connections"
                        + " are to be accepted again");
        refused(
                () -> pay().refuseConnections(),
                "'connections refused' cannot happen to tools/call 'pay': choose connection()");
        refused(
                () -> faults.on(Selector.connection()).hang(),
                "'hang before the server' cannot happen to a connection: to a connection, only cutOnAccept(…) and"
                        + " refuseConnections() can happen");
    }
}
