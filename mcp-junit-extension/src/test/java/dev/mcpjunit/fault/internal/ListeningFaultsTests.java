/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import static dev.mcpjunit.fault.Selector.listening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListeningFaultsTests {

    private final FaultPlan plan = new FaultPlan();
    private final FaultInjector faults = new PlannedFaults(plan, new TrafficRecorder());

    static Stream<Fault> possible() {
        return Stream.of(
                new ConnectionFault.CutBeforeServer(Cut.RESET),
                new ConnectionFault.CutInMessage(2, 5, Cut.CLOSE),
                new AnswerFault.HttpResponse(405, Map.of(), "", Execution.SKIPPED),
                new StreamFault.DropMessage(1),
                new StreamFault.DuplicateMessage(1),
                new StreamFault.Styled(WireStyle.CRLF),
                new TimingFault.Drip(1, Duration.ofMillis(1)),
                new TimingFault.DelayRequest(Duration.ofMillis(1)),
                new ProcessFault.ToServer(ServerAct.KILL));
    }

    @ParameterizedTest
    @MethodSource
    void possible(Fault fault) {
        faults.on(listening()).inject(fault);

        assertThat(plan.unused()).singleElement().asString().startsWith(fault + " on the listening stream");
    }

    static Stream<Fault> impossible() {
        return Stream.of(
                new ConnectionFault.LoseResponse(Cut.RESET),
                new ConnectionFault.CutInMessage(0, 5, Cut.CLOSE),
                new AnswerFault.HttpResponse(502, Map.of(), "", Execution.DONE),
                new AnswerFault.RpcError(-32603, ""),
                new StreamFault.DropMessage(0),
                new StreamFault.DuplicateMessage(0),
                new StreamFault.EndBeforeAnswer(Cut.CLOSE),
                new StreamFault.Reorder(),
                new TimingFault.DelayAnswer(Duration.ofMillis(1)),
                new TimingFault.HoldAnswer(new Gate()),
                new ProtocolFault.RepeatedCursor(),
                new ProcessFault.Exit(1));
    }

    @ParameterizedTest
    @MethodSource
    void impossible(Fault fault) {
        assertThatThrownBy(() -> faults.on(listening()).inject(fault)).isInstanceOf(IllegalArgumentException.class);
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void the_message_says_what_to_choose_instead() {
        assertThatThrownBy(() -> faults.on(listening()).loseResponse())
                .hasMessage("'response lost after the server executed (reset)' cannot happen to the listening stream: a"
                        + " stream on which the server sends by itself has no answer. Choose a message of the stream by"
                        + " its number, or toolCall(…), method(…) or anyRequest()");
    }
}
