/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.protocol.TaskFlaw;
import dev.mcpjunit.fixtures.reports.ReportServer;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.ReportServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks of servers that do not keep to the protocol, or are gone. */
class TaskBreachTests {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String TIMES = "'createdAt':'2026-01-01T00:00:00Z','lastUpdatedAt':'2026-01-01T00:00:00Z'";
    private static final String CREATED =
            "{'task':{'taskId':'1','status':'working','ttl':null,'pollInterval':5," + TIMES + "}}";

    /** A server whose tool 'must' has to be called as a task, and 'may' can be. */
    private static final class Scripted implements AutoCloseable {

        private final Queue<String> calls = new ConcurrentLinkedQueue<>();
        private final Queue<String> polls = new ConcurrentLinkedQueue<>();
        private final Queue<String> results = new ConcurrentLinkedQueue<>();
        private final Queue<String> lists = new ConcurrentLinkedQueue<>();
        private final CannedServer server = new CannedServer(this::answer);

        private CannedServer.Answer answer(JsonObject request) {
            return switch (request.string("method").orElse("")) {
                case "initialize" ->
                    result("{'protocolVersion':'2025-11-25','serverInfo':{'name':'s','version':'1'},'capabilities':{"
                            + "'tools':{},'tasks':{'requests':{'tools':{'call':{}}}}}}");
                case "server/discover" ->
                    result(
                            "{'resultType':'complete','supportedVersions':['2026-07-28'],'ttlMs':0,'cacheScope':'private',"
                                    + "'capabilities':{'tools':{},'extensions':{'io.modelcontextprotocol/tasks':{}}}}");
                case "tools/list" ->
                    result(next(
                            lists,
                            "{'tools':[{'name':'must','inputSchema':{'type':'object'},'execution':{"
                                    + "'taskSupport':'required'}},{'name':'may','inputSchema':{'type':'object'}}]}"));
                case "tools/call" -> result(next(calls, CREATED));
                case "tasks/get" -> result(next(polls, "{'taskId':'1','status':'completed'}"));
                case "tasks/result" -> result(next(results, "{'content':[]}"));
                default -> CannedServer.accepted();
            };
        }

        private static String next(Queue<String> answers, String otherwise) {
            String next = answers.poll();
            return next == null ? otherwise : next;
        }

        private static CannedServer.Answer result(String json) {
            return json.startsWith("{'code'")
                    ? CannedServer.error(200, json.replace('\'', '"'))
                    : CannedServer.result(json.replace('\'', '"'));
        }

        McpConnection connect(String protocol, Duration timeout) {
            return McpConnection.builder(new McpEndpoint.Http(server.uri(), Map.of()))
                    .name("scripted")
                    .protocol(protocol)
                    .client(ClientProfile.declaring(List.of("tasks")))
                    .requestTimeout(timeout)
                    .open();
        }

        long count(String method) {
            return server.requests().stream()
                    .filter(request -> request.string("method").equals(Optional.of(method)))
                    .count();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LEGACY | must | {'task':{'status':'working'}} | a task without a taskId, so it cannot be followed",
                "LEGACY | must | {'taskId':'1','status':'working'} | a task whose members are not in the member 'task'",
                "LEGACY | must | {'task':{'taskId':'1','status':'working'},'content':[]} | a task and the content of a result",
                "LEGACY | may | {'task':{'status':'working'}} | a task without a taskId, so it cannot be followed",
                "LEGACY | may | {'taskId':'1','status':'working'} | a task whose members are not in the member 'task'",
                "MODERN | may | {'resultType':'task','status':'working'} | a task without a taskId, so it cannot be followed",
                "MODERN | may | {'resultType':'task','task':{'taskId':'1'}} | a task without a taskId of its own",
                "MODERN | may | {'resultType':'task','taskId':'1','status':'working','content':[]} | a task and the content of a result",
                "MODERN | may | {'resultType':'complete','taskId':'1','status':'working'} | a task without the resultType 'task'"
            })
    void a_task_that_cannot_be_followed_is_no_result(String protocol, String tool, String answer, String breach) {
        try (var server = new Scripted();
                var client = server.connect(protocol, BOUND)) {
            server.calls.add(answer);

            assertThatThrownBy(() -> client.callTool(tool))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageStartingWith("Server 'scripted' answered tools/call '" + tool + "' with " + breach)
                    .hasMessageContaining(answer.replace('\'', '"'));
        }
    }

    @Test
    void a_member_that_a_plain_result_has_in_addition_is_no_task() {
        try (var server = new Scripted();
                var client = server.connect("LEGACY", BOUND)) {
            server.calls.add("{'content':[],'task':{'name':'sweep'},'taskId':'7','status':'open'}");

            assertThat(client.callTool("may").raw().string("taskId")).contains("7");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LEGACY | {'taskId':'1','status':'completed'} | {'taskId':'1','status':'completed'}",
                "LEGACY | {'taskId':'1','status':'completed'} | {'task':{'taskId':'1','status':'completed'}}",
                "MODERN | {'taskId':'1','status':'completed','result':{'resultType':'task','taskId':'2','status':'working'}} |"
            })
    void a_task_is_no_result_of_a_task(String protocol, String state, String result) {
        try (var server = new Scripted();
                var client = server.connect(protocol, BOUND)) {
            server.calls.add(
                    protocol.equals("LEGACY") ? CREATED : "{'resultType':'task','taskId':'1','status':'working'}");
            server.polls.add(state);
            server.results.add(String.valueOf(result));

            assertThatThrownBy(() -> client.callTool("must"))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageStartingWith("Task '1' of server 'scripted' for tools/call 'must' has a task instead of"
                            + " the result of the tool: ");
        }
    }

    @Test
    void an_answer_about_another_task_is_a_breach() {
        try (var server = new Scripted();
                var client = server.connect("LEGACY", BOUND)) {
            McpTask task = client.startTask("must", Map.of());
            server.polls.add("{'taskId':'2','status':'completed'}");

            assertThatThrownBy(task::status)
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageStartingWith("Task '1' of server 'scripted' for tools/call 'must' was asked for, and the"
                            + " answer is about another task, \"2\": ");
        }
    }

    @Test
    void an_answer_that_was_overtaken_is_no_breach() throws Exception {
        var asked = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        var polls = new ConcurrentLinkedQueue<>(List.of("working", "completed"));
        try (var server = new CannedServer(request -> {
                    if (!request.string("method").equals(Optional.of("tasks/get"))) {
                        try (var script = new Scripted()) {
                            return script.answer(request);
                        }
                    }
                    String status = polls.remove();
                    if (status.equals("working")) {
                        asked.countDown();
                        await(overtaken);
                    }
                    return Scripted.result("{'taskId':'1','status':'" + status + "'}");
                });
                var client = McpConnection.builder(new McpEndpoint.Http(server.uri(), Map.of()))
                        .protocol("LEGACY")
                        .client(ClientProfile.declaring(List.of("tasks")))
                        .requestTimeout(BOUND)
                        .open()) {
            McpTask task = client.startTask("must", Map.of());
            var slow = new FutureTask<>(task::status);
            new Thread(slow).start();
            assertThat(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
            overtaken.countDown();
            assertThat(slow.get(BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task.state().string("status")).contains("completed");
        }
    }

    @Test
    void tools_that_could_not_be_listed_are_listed_at_the_next_call() {
        try (var server = new Scripted();
                var client = server.connect("LEGACY", BOUND)) {
            server.lists.add("{'code':-32603,'message':'not now'}");
            server.calls.add("{'content':[]}");

            client.callTool("must");
            client.callTool("must");
            client.callTool("must");

            assertThat(server.count("tools/list")).isEqualTo(2);
            assertThat(server.count("tasks/result")).isEqualTo(2);
        }
    }

    @Test
    void a_call_and_its_list_share_one_timeout() throws Exception {
        var released = new CountDownLatch(1);
        try (var script = new Scripted();
                var server = new CannedServer(request -> {
                    if (request.string("method").equals(Optional.of("tools/list"))) {
                        await(released);
                    }
                    return script.answer(request);
                });
                var client = McpConnection.builder(new McpEndpoint.Http(server.uri(), Map.of()))
                        .name("scripted")
                        .protocol("LEGACY")
                        .client(ClientProfile.declaring(List.of("tasks")))
                        .requestTimeout(Duration.ofMillis(300))
                        .open()) {
            try {
                assertThatThrownBy(() -> client.callTool("must"))
                        .isInstanceOf(McpTimeoutException.class)
                        .hasMessageContaining("tools/list");
                assertThat(server.requests())
                        .noneMatch(request -> request.string("method").equals(Optional.of("tools/call")));
            } finally {
                released.countDown();
            }
        }
    }

    @Test
    void a_timeout_names_a_long_pause() {
        try (var server = new Scripted();
                var client = server.connect("LEGACY", BOUND)) {
            McpTask task = client.startTask("must", Map.of());
            server.polls.add("{'taskId':'1','status':'working','pollInterval':600000}");

            assertThatThrownBy(() -> task.result(Duration.ofSeconds(2)))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageContaining(
                            "Its last status was working. The server asks clients to wait 10 m between two"
                                    + " polls. If it may take longer,");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How a wait for a task ends, when something happens during a long pause between two polls. */
    private static Throwable endOfPause(McpConnection reports, Runnable event) throws Exception {
        McpTask task =
                reports.startTask("write-report", Map.of("topic", "rain", "hold", true, "pollInterval", 600_000));
        var failure = new FutureTask<>(() -> catchThrowable(() -> task.result(Duration.ofSeconds(60))));
        var thread = new Thread(failure);
        thread.start();
        Awaiting.until(BOUND, () -> assertThat(thread.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("pause", "tryAcquire"));
        event.run();
        return failure.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_LEGACY", "STDIO_MODERN"})
    void closing_the_connection_ends_a_pause(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            assertThat(endOfPause(reports, reports::close))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageContaining("cannot be followed any more. The connection to the server was closed.");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_end_of_the_server_ends_a_pause(@TempDir Path directory) throws Exception {
        Path pid = directory.resolve("pid");
        List<String> command = Stream.of(
                        List.of("sh", "-c", "echo $$ > \"$0\"; exec \"$@\"", pid.toString()),
                        FixtureCommand.command(ReportServer.class, "modern"))
                .flatMap(List::stream)
                .toList();
        try (var reports = McpConnection.builder(new McpEndpoint.Stdio(command, Map.of(), Path.of("")))
                .name("reports")
                .client(ClientProfile.declaring(List.of("tasks")))
                .open()) {
            Throwable failure = endOfPause(reports, () -> kill(pid));

            assertThat(failure)
                    .isInstanceOf(ServerDiedException.class)
                    .hasMessageContaining(
                            "cannot be followed any more. Server 'reports' has ended. Exit code 137 (signal 9).");
        }
    }

    private static void kill(Path pid) {
        try {
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                            .orElseThrow()
                            .destroyForcibly())
                    .isTrue();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
