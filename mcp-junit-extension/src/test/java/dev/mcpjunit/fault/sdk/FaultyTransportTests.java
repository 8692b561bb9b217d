/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.sdk;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.anyToolCall;
import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the Java SDK, a real server process, and faults between them without a wire. */
class FaultyTransportTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final String server = "weather-" + UUID.randomUUID();
    private final FaultPlan plan = new FaultPlan();
    private final TrafficRecorder recorder = new TrafficRecorder();
    private final FaultInjector faults = new PlannedFaults(plan, recorder);
    private final Traffic traffic = recorder.traffic();
    /** In any order, for the SDK hands them to one thread each. */
    private final Queue<ProgressNotification> progress = new ConcurrentLinkedQueue<>();

    private final Queue<McpSyncClient> clients = new ConcurrentLinkedQueue<>();

    private McpSyncClient connect() {
        List<String> command = FixtureCommand.command(WeatherServer.class, "stdio");
        var parameters = ServerParameters.builder(command.get(0))
                .args(command.subList(1, command.size()))
                .build();
        var transport = new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
        McpSyncClient client = McpClient.sync(FaultyTransport.around(transport, server, faults))
                .requestTimeout(BOUND)
                .initializationTimeout(BOUND)
                .progressConsumer(progress::add)
                .build();
        clients.add(client);
        client.initialize();
        return client;
    }

    @AfterEach
    void close() {
        plan.clear();
        clients.forEach(McpSyncClient::closeGracefully);
    }

    private static CallToolResult forecast(McpSyncClient client) {
        return client.callTool(CallToolRequest.builder("get-forecast")
                .arguments(Map.of("city", "Oslo"))
                .build());
    }

    private static CallToolResult trip(McpSyncClient client) {
        return client.callTool(CallToolRequest.builder("plan-trip")
                .arguments(Map.of("city", "Oslo", "days", 2))
                .progressToken("trip")
                .build());
    }

    private static CompletableFuture<CallToolResult> inBackground(McpSyncClient client) {
        return CompletableFuture.supplyAsync(() -> forecast(client));
    }

    @Test
    void without_faults_everything_is_as_without_it_and_is_written_down() {
        McpSyncClient client = connect();

        assertThat(forecast(client).isError()).isNotEqualTo(true);
        assertThat(trip(client).isError()).isNotEqualTo(true);
        assertThat(progress).extracting(ProgressNotification::progress).containsExactlyInAnyOrder(1.0, 2.0, 3.0, 4.0);
        assertThat(traffic.exchanges())
                .extracting(exchange -> exchange.method())
                .containsExactly("initialize", "notifications/initialized", "tools/call", "tools/call");
        assertThat(traffic.exchanges())
                .extracting(exchange -> exchange.outcome())
                .containsExactly(Outcome.RESULT, Outcome.ACCEPTED, Outcome.RESULT, Outcome.RESULT);
        assertThat(traffic.toServer(server).count()).isEqualTo(4);
        assertThat(traffic.toolCalls("plan-trip").all().get(0).moments())
                .extracting(moment -> moment.what())
                .contains("notifications/progress");
    }

    @Test
    void a_request_waits_before_the_server_and_an_answer_after_it() {
        McpSyncClient client = connect();
        Gate before = faults.on(toolCall("get-forecast").nth(1)).holdRequest();
        Gate after = faults.on(toolCall("get-forecast").nth(2)).holdAnswer();

        var first = inBackground(client);
        before.awaitHeld(1, BOUND);
        assertThat(traffic.toolCalls()).reachedServer(0);
        before.release();
        assertThat(first).succeedsWithin(BOUND);

        var second = inBackground(client);
        after.awaitHeld(1, BOUND);
        assertThat(traffic.toolCalls()).wereExecuted(2);
        assertThat(second).isNotDone();
        after.release();
        assertThat(second).succeedsWithin(BOUND);
    }

    static Stream<Fault> silence() {
        return Stream.of(
                new ConnectionFault.CutBeforeServer(Cut.HANG),
                new ConnectionFault.LoseResponse(Cut.HANG),
                new AnswerFault.ChangedId(IdChange.WRONG),
                new StreamFault.DropMessage(1));
    }

    @ParameterizedTest
    @MethodSource("silence")
    void the_client_waits_in_vain_and_the_next_call_works(Fault fault) {
        McpSyncClient client = connect();
        faults.on(anyToolCall().first()).inject(fault);

        var call = inBackground(client);
        Awaiting.until(BOUND, () -> assertThat(traffic.toolCalls().all())
                .singleElement()
                .satisfies(each -> assertThat(each.outcome()).isIn(Outcome.HUNG, Outcome.INVALID)));
        assertThat(forecast(client).isError()).isNotEqualTo(true);
        assertThat(call).isNotDone();
        boolean executed = !(fault instanceof ConnectionFault.CutBeforeServer);
        assertThat(traffic.toolCalls()).wereExecuted(executed ? 2 : 1);
        assertThat(plan.unused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_cut_shows_as_a_failed_send(boolean executed) {
        McpSyncClient client = connect();
        faults.on(anyToolCall().first())
                .inject(
                        executed
                                ? new ConnectionFault.LoseResponse(Cut.RESET)
                                : new ConnectionFault.CutBeforeServer(Cut.CLOSE));

        Throwable failure = catchThrowable(() -> forecast(client));

        assertThat(failure)
                .hasStackTraceContaining(executed ? "Connection reset (injected)" : "Connection closed (injected)");
        assertThat(traffic.toolCalls()).wereExecuted(executed ? 1 : 0);
        assertThat(traffic.toolCalls().all().get(0).outcome()).isEqualTo(Outcome.CUT);
        assertThat(forecast(client).isError()).isNotEqualTo(true);
    }

    @Test
    void answers_are_replaced_and_changed() {
        McpSyncClient client = connect();
        faults.on(toolCall("get-forecast").nth(1)).rpcError(-32000, "busy");
        faults.on(toolCall("get-forecast").nth(2)).toolError("broken");
        faults.on(toolCall("get-forecast").nth(3)).inject(new AnswerFault.GiantResult(100_000));
        faults.on(toolCall("get-forecast").nth(4)).inject(new AnswerFault.DuplicateAnswer());
        faults.on(method("tools/list")).inject(new ProtocolFault.ChangedSchema("get-forecast", "surprise"));

        assertThatThrownBy(() -> forecast(client)).hasMessageContaining("busy");
        assertThat(forecast(client).isError()).isTrue();
        assertThat(forecast(client).toString()).hasSizeGreaterThan(100_000);
        assertThat(forecast(client).isError()).isNotEqualTo(true);
        assertThat(client.listTools().toString()).contains("surprise");
        assertThat(traffic.toolCalls().all())
                .extracting(exchange -> exchange.outcome())
                .containsExactly(Outcome.RPC_ERROR, Outcome.TOOL_ERROR, Outcome.RESULT, Outcome.RESULT);
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void what_the_server_says_on_the_way_is_dropped_and_doubled() {
        McpSyncClient client = connect();
        faults.on(toolCall("plan-trip").nth(1)).inject(new StreamFault.DropMessage(2));
        faults.on(toolCall("plan-trip").nth(2)).inject(new StreamFault.DuplicateMessage(2));

        trip(client);
        awaitProgress(1.0, 3.0, 4.0);
        progress.clear();
        trip(client);
        awaitProgress(1.0, 2.0, 2.0, 3.0, 4.0);
    }

    /** The SDK may hand over a report of progress after the answer. */
    private void awaitProgress(Double... expected) {
        Awaiting.until(Duration.ofSeconds(20), () -> assertThat(progress)
                .extracting(ProgressNotification::progress)
                .containsExactlyInAnyOrder(expected));
    }

    @Test
    void what_comes_after_a_stream_has_ended_never_arrives() {
        McpSyncClient client = connect();
        faults.on(toolCall("plan-trip").first()).inject(new StreamFault.EndBeforeAnswer(Cut.CLOSE));

        assertThatThrownBy(() -> trip(client)).hasStackTraceContaining("Connection closed (injected)");
        Awaiting.until(BOUND, () -> assertThat(traffic.toolCalls()).wereExecuted(1));
        progress.clear();
        forecast(client);
        assertThat(progress).isEmpty();
    }

    @Test
    void progress_has_no_end() {
        McpSyncClient client = connect();
        faults.on(toolCall("plan-trip")).inject(new ProtocolFault.EndlessProgress(Duration.ofMillis(5)));

        var call = CompletableFuture.supplyAsync(() -> trip(client));

        Awaiting.until(BOUND, () -> assertThat(progress).hasSizeGreaterThan(20));
        assertThat(call).isNotDone();
        assertThat(traffic.toolCalls()).reachedServer(0);
    }

    static Stream<Fault> what_needs_bytes_does_not_happen_and_says_so() {
        return Stream.of(
                new AnswerFault.TruncatedJson(),
                new AnswerFault.HttpResponse(503, Map.of(), "", Execution.SKIPPED),
                new ConnectionFault.CutInMessage(0, 10, Cut.RESET),
                new TimingFault.Drip(1, Duration.ofMillis(1)),
                new StreamFault.Styled(WireStyle.CRLF),
                new ProcessFault.Exit(1),
                new ProcessFault.ToServer(ServerAct.KILL));
    }

    @ParameterizedTest
    @MethodSource
    void what_needs_bytes_does_not_happen_and_says_so(Fault fault) {
        McpSyncClient client = connect();
        faults.on(anyToolCall()).inject(fault);

        assertThat(forecast(client).isError()).isNotEqualTo(true);
        assertThat(plan.unused()).singleElement().asString().contains(fault.toString(), "(can happen only ");
    }

    @Test
    void faults_of_several_clients_are_told_apart_by_the_name_of_the_server() {
        McpSyncClient client = connect();
        InjectedFault elsewhere = faults.on(anyToolCall().toServer("elsewhere")).hang();

        assertThat(forecast(client).isError()).isNotEqualTo(true);
        assertThat(elsewhere.fired()).isZero();
    }

    @Test
    void nothing_waits_once_the_test_has_ended() {
        McpSyncClient client = connect();
        faults.on(toolCall("get-forecast").nth(1)).hang();
        faults.on(toolCall("get-forecast").nth(2)).delayAnswer(Duration.ofHours(1));
        var calls = List.of(inBackground(client), inBackground(client));
        Awaiting.until(BOUND, () -> assertThat(traffic.toolCalls().all())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.faults()).isNotEmpty()));

        plan.clear();

        Awaiting.until(
                BOUND, () -> assertThat(LeftoverResources.threads(server)).isEmpty());
        assertThat(forecast(client).isError()).isNotEqualTo(true);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
    }
}
