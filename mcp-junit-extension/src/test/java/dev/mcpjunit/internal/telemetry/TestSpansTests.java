/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.testkit.HidingClassLoader;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.transcript.Transcript;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests and their traffic as spans. */
@ResourceLock("io.opentelemetry.api.GlobalOpenTelemetry")
class TestSpansTests {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetry telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    private List<SpanData> exported(TestStatus status, String... frames) {
        String header = "{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"class\":\"WeatherTest\","
                + "\"test\":\"finds()\",\"id\":\"[engine:x]\",\"startedAt\":\"2026-01-31T12:00:00Z\"}\n";
        Transcript transcript = Transcript.parse("test", header + String.join("", frames));
        new TestSpans(() -> telemetry)
                .export(new TestLine(
                        "[engine:x]",
                        "com.acme.WeatherTest",
                        "finds()",
                        status,
                        status == TestStatus.PASSED
                                ? Optional.empty()
                                : Optional.of(new TestLine.Reason(Optional.empty(), "It did not find it.")),
                        START,
                        Duration.ofMillis(250),
                        List.of("weather"),
                        "",
                        Optional.of(transcript)));
        return exporter.getFinishedSpanItems();
    }

    private static String frame(int number, int exchange, String carrier, String members) {
        return "{\"frame\":" + number + ",\"at\":" + number * 1000 + ",\"server\":\"weather\",\"connection\":1,"
                + "\"carrier\":\"" + carrier + "\",\"seenBy\":\"connection\",\"exchange\":" + exchange + "," + members
                + "}\n";
    }

    private static String message(String from, String message) {
        return "\"event\":\"message\",\"from\":\"" + from + "\",\"bytes\":9,\"message\":{\"jsonrpc\":\"2.0\"," + message
                + "}";
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No span " + name + " in " + spans));
    }

    @Test
    void a_test_is_a_span_and_each_exchange_a_child_of_it_named_by_the_conventions() {
        List<SpanData> spans = exported(
                TestStatus.PASSED,
                frame(
                        1,
                        1,
                        "http",
                        message("client", "\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"x\"}")),
                frame(2, 1, "http", message("server", "\"id\":1,\"result\":{\"protocolVersion\":\"2025-11-25\"}")),
                frame(3, 1, "http", "\"event\":\"end\",\"outcome\":\"result\",\"duration\":2000"),
                frame(
                        4,
                        2,
                        "http",
                        message(
                                "client",
                                "\"id\":\"a-2\",\"method\":\"tools/call\",\"params\":{\"name\":\"pay\",\"_meta\":"
                                        + "{\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}}")),
                frame(5, 2, "http", "\"event\":\"fault\",\"fault\":\"HTTP 503\""),
                frame(6, 2, "http", "\"event\":\"http-response\",\"status\":503,\"headers\":{}"),
                frame(7, 2, "http", "\"event\":\"end\",\"outcome\":\"http-error\",\"duration\":3000"));

        SpanData test = named(spans, "WeatherTest finds()");
        assertThat(test.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(test.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(test.getAttributes().get(stringKey("test.suite.name"))).isEqualTo("com.acme.WeatherTest");
        assertThat(test.getAttributes().get(stringKey("test.case.name"))).isEqualTo("finds()");
        assertThat(test.getAttributes().get(stringKey("test.case.result.status")))
                .isEqualTo("pass");
        assertThat(test.getAttributes().get(stringArrayKey("mcpjunit.servers"))).containsExactly("weather");
        assertThat(test.getEndEpochNanos() - test.getStartEpochNanos()).isEqualTo(250_000_000);

        SpanData call = named(spans, "tools/call pay");
        assertThat(call.getParentSpanId()).isEqualTo(test.getSpanId());
        assertThat(call.getTraceId()).isEqualTo(test.getTraceId());
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getStartEpochNanos() - test.getStartEpochNanos()).isEqualTo(4_000_000);
        assertThat(call.getEndEpochNanos() - call.getStartEpochNanos()).isEqualTo(3_000_000);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo("b7ad6b7169203331"));
        assertThat(call.getAttributes().asMap())
                .containsEntry(stringKey("mcp.method.name"), "tools/call")
                .containsEntry(stringKey("gen_ai.operation.name"), "execute_tool")
                .containsEntry(stringKey("gen_ai.tool.name"), "pay")
                .containsEntry(stringKey("jsonrpc.request.id"), "a-2")
                .containsEntry(stringKey("mcp.protocol.version"), "2025-11-25")
                .containsEntry(stringKey("network.transport"), "tcp")
                .containsEntry(stringKey("network.protocol.name"), "http")
                .containsEntry(longKey("http.response.status_code"), 503L)
                .containsEntry(stringKey("error.type"), "503")
                .containsEntry(stringKey("mcpjunit.server"), "weather")
                .containsEntry(stringKey("mcpjunit.outcome"), "http_error")
                .containsEntry(stringArrayKey("mcpjunit.faults"), List.of("HTTP 503"));
    }

    @Test
    void errors_of_the_protocol_and_of_tools_are_errors_of_spans() {
        List<SpanData> spans = exported(
                TestStatus.FAILED,
                frame(
                        1,
                        1,
                        "stdio",
                        message("client", "\"id\":1,\"method\":\"prompts/get\",\"params\":{\"name\":\"p\"}")),
                frame(
                        2,
                        1,
                        "stdio",
                        message("server", "\"id\":1,\"error\":{\"code\":-32602,\"message\":\"Unknown prompt\"}")),
                frame(3, 1, "stdio", "\"event\":\"end\",\"outcome\":\"rpc-error\",\"duration\":2000"),
                frame(
                        4,
                        2,
                        "stdio",
                        message("client", "\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"t\"}")),
                frame(5, 2, "stdio", message("server", "\"id\":2,\"result\":{\"isError\":true}")),
                frame(6, 2, "stdio", "\"event\":\"end\",\"outcome\":\"tool-error\",\"duration\":2000"));

        SpanData test = named(spans, "WeatherTest finds()");
        assertThat(test.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(test.getStatus().getDescription()).isEqualTo("It did not find it.");
        assertThat(test.getAttributes().get(stringKey("test.case.result.status")))
                .isEqualTo("fail");
        SpanData prompt = named(spans, "prompts/get p");
        assertThat(prompt.getStatus().getDescription()).isEqualTo("Unknown prompt");
        assertThat(prompt.getAttributes().asMap())
                .containsEntry(stringKey("gen_ai.prompt.name"), "p")
                .containsEntry(stringKey("network.transport"), "pipe")
                .containsEntry(stringKey("rpc.response.status_code"), "-32602")
                .containsEntry(stringKey("error.type"), "-32602");
        SpanData call = named(spans, "tools/call t");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(stringKey("error.type"))).isEqualTo("tool_error");
    }

    @Test
    void a_test_that_proved_nothing_has_no_result() {
        SpanData test = named(exported(TestStatus.ABORTED), "WeatherTest finds()");

        assertThat(test.getAttributes().get(stringKey("test.case.result.status")))
                .isNull();
        assertThat(test.getAttributes().get(stringKey("mcpjunit.test.status"))).isEqualTo("aborted");
    }

    @Test
    void without_the_api_the_setting_is_an_error_that_names_the_dependency() throws Exception {
        assertThat(TelemetryClassPath.isPresent()).isTrue();
        try (var loader = new HidingClassLoader("dev.mcpjunit.", "io.opentelemetry.")) {
            Method create = loader.loadClass("dev.mcpjunit.internal.extension.SpanReport")
                    .getDeclaredMethod("create");
            create.setAccessible(true);
            assertThatThrownBy(() -> create.invoke(null))
                    .cause()
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("mcp.otel = 'on' needs the API of OpenTelemetry. Add io.opentelemetry:opentelemetry-api"
                            + " to the test class path, with an SDK that exports, or remove the setting.");
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class CallingTestCase {
        @Test
        void calls(McpConnection weather) {
            weather.callTool("get-forecast", Map.of("city", "Oslo", "password", "s3cret-of-the-test"));
        }
    }

    @Test
    void a_run_exports_to_the_global_instance_if_the_setting_is_on() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(telemetry);
        try {
            Run.of(CallingTestCase.class).allSucceeded(1);
            assertThat(exporter.getFinishedSpanItems()).isEmpty();

            Run.with(Map.of("mcp.otel", "on", "mcp.report", "off"), CallingTestCase.class)
                    .allSucceeded(1);
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
        List<SpanData> spans = exporter.getFinishedSpanItems();
        SpanData test = named(spans, "TestSpansTests.CallingTestCase calls(McpConnection)");
        assertThat(named(spans, "tools/call get-forecast").getParentSpanId()).isEqualTo(test.getSpanId());
        assertThat(spans.toString()).doesNotContain("s3cret-of-the-test");
    }

    @Test
    void a_run_without_a_configured_sdk_leaves_the_global_instance_free() {
        GlobalOpenTelemetry.resetForTest();
        Run.with(Map.of("mcp.otel", "on"), CallingTestCase.class).allSucceeded(1);

        GlobalOpenTelemetry.set(telemetry);
        GlobalOpenTelemetry.resetForTest();
    }
}
