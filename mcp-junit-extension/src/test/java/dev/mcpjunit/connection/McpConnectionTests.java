/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a connection does, in all eras and on both transports, against the weather server. */
class McpConnectionTests {

    /** The transport, what the server speaks, and what is spoken with it. */
    enum Via {
        HTTP_LEGACY("legacy", Weather.InProcess.class),
        HTTP_MODERN("modern", Weather.ModernInProcess.class),
        HTTP_DUAL("dual", Weather.DualInProcess.class),
        STDIO_LEGACY("legacy", null),
        STDIO_MODERN("modern", null),
        STDIO_DUAL("dual", null);

        private final String era;
        private final @Nullable Class<? extends McpServerFactory> inProcess;

        Via(String era, @Nullable Class<? extends McpServerFactory> inProcess) {
            this.era = era;
            this.inProcess = inProcess;
        }

        String revision() {
            return isModern() ? "2026-07-28" : "2025-11-25";
        }

        boolean isModern() {
            return !era.equals("legacy");
        }

        private ServerSpec spec(String... arguments) {
            String[] words =
                    Stream.concat(Stream.of("--era", era), Stream.of(arguments)).toArray(String[]::new);
            if (inProcess == null) {
                return Weather.stdio(words);
            }
            return arguments.length == 0
                    ? ServerSpec.inProcess(inProcess).name("weather").build()
                    : Weather.http(words);
        }

        ServerHandle start(Function<ServerSpecBuilder, ServerSpecBuilder> settings, String... arguments) {
            ServerSpec base = spec(arguments);
            var builder = new ServerSpecBuilder(base.source())
                    .name(base.name())
                    .transport(base.transport())
                    .startupTimeout(base.startupTimeout());
            base.env().forEach(builder::env);
            return new ServerHandle(settings.apply(builder).build());
        }

        ServerHandle start(String... arguments) {
            return start(builder -> builder, arguments);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_server_says_who_it_is(Via via) {
        try (ServerHandle weather = via.start()) {
            var server = weather.connection().server();

            assertThat(server.name()).isEqualTo("weather");
            assertThat(server.protocol()).hasToString(via.revision());
            assertThat(server.offers("tools")).isTrue();
            assertThat(server.offers("teleportation")).isFalse();
            assertThat(server.instructions()).isPresent();
            assertThat(weather.connection().findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tools_answer_in_text_and_structure(Via via) {
        try (ServerHandle weather = via.start()) {
            ToolResult result = weather.connection().callTool("get-forecast", Map.of("city", "São Paulo", "days", 2));

            assertThat(result.isError()).isFalse();
            assertThat(result.text()).contains("São Paulo");
            assertThat(result.structuredContent().flatMap(content -> content.at("/city")))
                    .contains(JsonValue.of("São Paulo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_of_the_tool_is_a_result_and_one_of_the_protocol_is_not(Via via) {
        try (ServerHandle weather = via.start()) {
            assertThat(weather.connection().callTool("get-forecast", Map.of("city", "Atlantis")))
                    .returns(true, ToolResult::isError)
                    .extracting(ToolResult::text)
                    .asString()
                    .contains("Atlantis");
            Throwable unknown = catchThrowable(() -> weather.connection().callTool("make-sunshine"));
            assertThat(unknown)
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageStartingWith("Server 'weather' ")
                    .hasMessageContaining("answered tools/call 'make-sunshine' ")
                    .hasMessageContaining("with error -32602: ");
            assertThat((McpErrorException) unknown).returns(-32602, McpErrorException::code);
            assertThatThrownBy(() -> weather.connection().request("sunshine/make", JsonObject.EMPTY))
                    .hasMessageContaining("-32601");
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_pages_of_all_lists_are_read(Via via) {
        try (ServerHandle whole = via.start();
                ServerHandle paged = via.start("--page-size", "1")) {
            Catalog catalog = whole.catalog();

            assertThat(paged.catalog()).isEqualTo(catalog);
            assertThat(catalog.tools()).extracting(Tool::name).contains("get-forecast", "plan-trip");
            assertThat(catalog.tool("get-forecast").flatMap(Tool::outputSchema)).isPresent();
            assertThat(catalog.prompts()).extracting(Prompt::name).isNotEmpty();
            assertThat(catalog.resources()).isNotEmpty();
            assertThat(catalog.resourceTemplates())
                    .extracting(ResourceTemplate::uriTemplate)
                    .allMatch(template -> template.contains("{"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void prompts_and_resources_are_read(Via via) {
        try (ServerHandle weather = via.start()) {
            McpConnection connection = weather.connection();
            String prompt = connection.listPrompts().get(0).name();
            String resource = connection.listResources().get(0).uri();

            assertThat(connection.getPrompt(prompt, Map.of("city", "Oslo")).text())
                    .contains("Oslo");
            assertThat(connection.readResource(resource).text()).isNotBlank();
            assertThatThrownBy(() -> connection.readResource("weather://nowhere"))
                    .hasMessageContaining("resources/read 'weather://nowhere'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void progress_is_told_while_the_call_runs(Via via) {
        try (ServerHandle weather = via.start()) {
            var reports = new ArrayList<Progress>();
            ToolResult result =
                    weather.connection().callTool("plan-trip", Map.of("city", "Oslo", "days", 2), reports::add);

            assertThat(result.isError()).isFalse();
            assertThat(reports).extracting(Progress::progress).containsExactly(1.0, 2.0, 3.0, 4.0);
            assertThat(reports).allMatch(progress -> progress.total().orElse(0) == 4);
            assertThat(reports.get(0).message()).contains("Found Oslo");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_user_answers_as_scripted(Via via) {
        try (ServerHandle weather = via.start(builder -> builder.clientCapabilities(List.of("elicitation")))) {
            McpConnection connection = weather.connection();
            var questions = new ArrayList<String>();
            connection.onElicitation(question -> {
                questions.add(question.string("message").orElse(""));
                return ElicitationAnswer.accept(Map.of("confirm", true, "note", "a quiet room"));
            });
            assertThat(connection.callTool("book-trip", Map.of("city", "Oslo")).text())
                    .contains("booked", "a quiet room");
            assertThat(questions).containsExactly("Book a trip to Oslo?");

            connection.onElicitation(question -> ElicitationAnswer.decline());
            assertThat(connection.callTool("book-trip", Map.of("city", "Oslo")).text())
                    .contains("declined");
            connection.onElicitation(question -> ElicitationAnswer.cancel());
            assertThat(connection.callTool("book-trip", Map.of("city", "Oslo")).text())
                    .contains("cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_has_no_script_refuses_and_who_has_not_declared_it_cannot_have_one(Via via) {
        try (ServerHandle declared = via.start(builder -> builder.clientCapabilities(List.of("elicitation")));
                ServerHandle plain = via.start()) {
            if (via.isModern()) {
                assertThatThrownBy(() -> declared.connection().callTool("book-trip", Map.of("city", "Oslo")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("Server 'weather' asks by elicitation/create before it goes on with tools/call"
                                + " 'book-trip', and this test has no answer. Script one with onElicitation before the"
                                + " call.");
            } else {
                assertThat(declared.connection().callTool("book-trip", Map.of("city", "Oslo")))
                        .returns(true, ToolResult::isError)
                        .extracting(ToolResult::text)
                        .asString()
                        .contains("This client does not answer elicitation/create");
            }
            assertThatThrownBy(() -> plain.connection().onElicitation(question -> ElicitationAnswer.decline()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "This client did not declare to server 'weather' that it can answer elicitation/create. Declare it:"
                                    + " @McpServer(clientCapabilities = \"elicitation\")");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_late_answer_is_given_up_with_a_message_and_a_cancellation_and_the_next_call_works(Via via) {
        try (ServerHandle weather = via.start()) {
            McpConnection connection = weather.connection();
            JsonObject slow = JsonObject.builder()
                    .put("name", "slow-forecast")
                    .put("arguments", Map.of("city", "Oslo", "millis", 60_000))
                    .build();

            assertThatThrownBy(() -> connection.request("tools/call", slow, Duration.ofMillis(200)))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageContaining("Server 'weather' ")
                    .hasMessageContaining("did not answer tools/call 'slow-forecast' within 200 ms (waited ");
            assertThat(connection
                            .callTool("get-forecast", Map.of("city", "Oslo"))
                            .isError())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupted_caller_is_freed_immediately(Via via) throws Exception {
        try (ServerHandle weather = via.start()) {
            McpConnection connection = weather.connection();
            var failure = new CompletableFuture<Throwable>();
            var running = new CountDownLatch(1);
            var thread = new Thread(() -> {
                running.countDown();
                failure.complete(catchThrowable(
                        () -> connection.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000))));
            });
            thread.start();
            running.await();
            thread.interrupt();

            assertThat(failure.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageContaining("Interrupted after ")
                    .hasMessageContaining("tools/call 'slow-forecast'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrent_callers_each_get_their_own_answer(Via via) throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try (ServerHandle weather = via.start()) {
            McpConnection connection = weather.connection();
            var calls = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> connection
                            .callTool("convert-temperature", Map.of("value", i, "from", "C", "to", "C"))
                            .structuredContent()
                            .flatMap(content -> content.at("/value"))
                            .filter(JsonValue.of(i)::equals)
                            .isPresent()))
                    .toList();
            for (var call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_connection_says_so(Via via) {
        ServerHandle weather = via.start();
        McpConnection connection = weather.connection();
        weather.close();

        assertThatThrownBy(() -> connection.callTool("get-forecast")).hasMessageContaining("is closed");
        assertThatThrownBy(weather::connection).hasMessage("Server 'weather' was stopped already: its scope is over");
        weather.close();
    }

    @ParameterizedTest
    @EnumSource
    void closing_frees_who_waits(Via via) throws Exception {
        ServerHandle weather = via.start();
        McpConnection connection = weather.connection();
        var arrived = new CountDownLatch(1);
        var waiting = CompletableFuture.supplyAsync(() -> {
            arrived.countDown();
            return catchThrowable(() -> connection.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000)));
        });
        arrived.await();
        weather.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isNotNull();
    }
}
