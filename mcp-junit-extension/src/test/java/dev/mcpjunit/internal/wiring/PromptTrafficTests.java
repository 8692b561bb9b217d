/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static dev.mcpjunit.fault.Selector.anyToolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who has an answer, or has seen a connection break, finds all about it in the traffic immediately, without waiting.
 */
class PromptTrafficTests {

    private static final int CALLS = 30;
    private static final int PROCESSES = 3;
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static Stream<Named<ServerSpec>> servers() {
        return Stream.of(
                Named.of(
                        "HTTP",
                        ServerSpec.inProcess(Weather.InProcess.class)
                                .name("weather")
                                .requestTimeout(BOUND)
                                .build()),
                Named.of(
                        "stateless HTTP",
                        ServerSpec.inProcess(Weather.ModernInProcess.class)
                                .name("weather")
                                .requestTimeout(BOUND)
                                .build()),
                Named.of("stdio", Weather.stdio()));
    }

    private record Happening(
            String name, Function<FaultChoice, InjectedFault> fault, Outcome outcome, Executed executed) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Happening> happenings() {
        return List.of(
                new Happening("nothing", choice -> choice.delayRequest(Duration.ZERO), Outcome.RESULT, Executed.YES),
                new Happening("lost by reset", FaultChoice::loseResponse, Outcome.CUT, Executed.YES),
                new Happening("lost by close", choice -> choice.loseResponse(Cut.CLOSE), Outcome.CUT, Executed.YES),
                new Happening("reset before", choice -> choice.cutBeforeServer(Cut.RESET), Outcome.CUT, Executed.NO),
                new Happening("part", choice -> choice.cutInAnswer(10, Cut.RESET), Outcome.CUT, Executed.YES),
                new Happening("error", choice -> choice.rpcError(-32603, "no"), Outcome.RPC_ERROR, Executed.NO),
                new Happening("tool error", choice -> choice.toolError("no"), Outcome.TOOL_ERROR, Executed.NO),
                new Happening(
                        "twice",
                        choice -> choice.inject(new AnswerFault.DuplicateAnswer()),
                        Outcome.RESULT,
                        Executed.YES));
    }

    static Stream<Arguments> all() {
        return servers().flatMap(server -> happenings().stream().map(happening -> Arguments.of(server, happening)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_is_still_to_come(ServerSpec spec, Happening happening) {
        try (var server = new ServerHandle(spec)) {
            boolean isOnStreams = server.server().endpoint() instanceof McpEndpoint.Stdio;
            for (int i = 0; i < (isOnStreams ? PROCESSES : CALLS); i++) {
                try (var wire = new TestProxies(false)) {
                    McpConnection connection = wire.connection(server);
                    connection.server();
                    InjectedFault fault = happening
                            .fault()
                            .apply(wire.faults().on(anyToolCall().first()));
                    try {
                        connection.callTool("get-forecast", Map.of("city", "Oslo"));
                    } catch (McpException expected) {
                        // As it happens.
                    }

                    List<Exchange> calls = wire.traffic().toolCalls().all();
                    assertThat(calls)
                            .as(wire.traffic()::toString)
                            .singleElement()
                            .satisfies(call -> {
                                assertThat(call.outcome()).isEqualTo(happening.outcome());
                                assertThat(call.executed()).isEqualTo(happening.executed());
                            });
                    assertThat(fault.fired()).isOne();
                }
            }
        }
    }
}
