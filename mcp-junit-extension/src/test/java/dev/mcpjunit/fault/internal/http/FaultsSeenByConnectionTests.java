/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.traffic.Executed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What our own connection makes of faults, what the server knows of them, and that the next call works. */
class FaultsSeenByConnectionTests {

    /** Only what is silent is waited out; everything else must show immediately, however busy the machine is. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static McpConnection connect(Proxied proxied, Duration timeout) {
        return McpConnection.builder(proxied.proxy.endpoint())
                .name("weather")
                .client(ClientProfile.declaring(List.of("elicitation")))
                .transport(Transport.STREAMABLE_HTTP)
                .requestTimeout(timeout)
                .openTimeout(Proxied.BOUND)
                .open();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new ConnectionFault.CutBeforeServer(Cut.RESET), 0, "Connection reset"),
                arguments(new ConnectionFault.CutBeforeServer(Cut.HANG), 0, "did not answer"),
                arguments(new ConnectionFault.LoseResponse(Cut.RESET), 1, "Connection reset"),
                arguments(new ConnectionFault.LoseResponse(Cut.HANG), 1, "did not answer"),
                arguments(
                        new AnswerFault.HttpResponse(503, Map.of("Retry-After", "1"), "", Execution.SKIPPED),
                        0,
                        "Retry-After: 1"),
                arguments(new AnswerFault.HttpResponse(502, Map.of(), "", Execution.DONE), 1, "HTTP 502"),
                arguments(
                        new AnswerFault.HttpResponse(202, Map.of(), "", Execution.SKIPPED),
                        0,
                        "202 is for notifications"),
                arguments(new AnswerFault.RpcError(-32603, "broken"), 0, "error -32603: broken"),
                arguments(new AnswerFault.Garbage("garbage", "<oops>"), 1, "<oops>"),
                arguments(new AnswerFault.TruncatedJson(), 1, "no JSON-RPC message"),
                arguments(new AnswerFault.ChangedId(IdChange.WRONG), 1, "id 987654321"),
                arguments(new StreamFault.EndBeforeAnswer(Cut.CLOSE), 1, "ended before the response"),
                arguments(new StreamFault.DropMessage(0), 1, "ended before the response"));
    }

    @ParameterizedTest
    @MethodSource
    void faults(Fault fault, int executed, String message) {
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                var proxied = new Proxied(weather.uri());
                McpConnection connection =
                        connect(proxied, message.equals("did not answer") ? TIMEOUT : Proxied.BOUND)) {
            proxied.faults.on(toolCall("get-forecast").first()).inject(fault);
            Map<String, Object> oslo = Map.of("city", "Oslo");

            Throwable failure = catchThrowable(() -> connection.callTool("get-forecast", oslo));
            assertThat(failure).hasMessageContaining("Server 'weather'");
            assertThat(chain(failure)).contains(message);
            assertThat(weather.executedCalls().getOrDefault("get-forecast", 0)).isEqualTo(executed);
            assertThat(proxied.traffic.toolCalls().all().get(0).executed())
                    .isEqualTo(executed == 0 ? Executed.NO : Executed.YES);

            assertThat(connection.callTool("get-forecast", oslo).isError()).isFalse();
            assertThat(weather.executedCalls()).containsEntry("get-forecast", executed + 1);
        }
    }

    private static String chain(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            text.append(each).append('\n');
        }
        return text.toString();
    }

    @Test
    void a_response_can_be_lost_of_a_tool_that_has_to_ask_the_user_first() {
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                var proxied = new Proxied(weather.uri());
                McpConnection connection = connect(proxied, Proxied.BOUND)) {
            connection.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));
            proxied.faults.on(toolCall("book-trip")).loseResponse();

            assertThat(catchThrowable(() -> connection.callTool("book-trip", Map.of("city", "Oslo"))))
                    .hasMessageContaining("tools/call 'book-trip'");
            assertThat(weather.executedCalls()).containsEntry("book-trip", 1);
        }
    }

    @Test
    void progress_that_is_lost_is_lost_and_the_rest_is_not() {
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                var proxied = new Proxied(weather.uri());
                McpConnection connection = connect(proxied, Proxied.BOUND)) {
            proxied.faults.on(toolCall("plan-trip")).inject(new StreamFault.DropMessage(2));
            var reports = new ArrayList<Double>();
            connection.callTool("plan-trip", Map.of("city", "Oslo", "days", 2), each -> reports.add(each.progress()));

            assertThat(reports).containsExactly(1.0, 3.0, 4.0);
        }
    }
}
