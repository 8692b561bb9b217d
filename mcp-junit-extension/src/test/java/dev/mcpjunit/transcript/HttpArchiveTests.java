/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static dev.mcpjunit.fault.Selector.toolCall;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP archive of a test")
class HttpArchiveTests {

    private static JsonSchema rules;

    @BeforeAll
    static void readRules() throws IOException {
        try (InputStream schema = HttpArchiveTests.class.getResourceAsStream("http-archive-1.2.schema.json")) {
            rules = JsonSchema.of(Json.parse(new String(schema.readAllBytes(), UTF_8)));
        }
    }

    private static Path archive(Class<?> testCase) {
        String transcript =
                Run.of(testCase).published("mcp.transcript").values().iterator().next();
        return Path.of(transcript.replaceFirst("\\.jsonl$", ".har"));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class FaultsTestCase {
        @Test
        void fails(McpConnection weather, FaultInjector faults) {
            faults.on(toolCall("get-forecast").first()).status(503);
            faults.on(toolCall("get-forecast").nth(2)).cutBeforeServer(Cut.RESET);
            for (int call = 1; call <= 3; call++) {
                try {
                    weather.callTool("get-forecast", Map.of("city", "Oslo"));
                } catch (McpException expected) {
                    // The answers to the first two calls are faults.
                }
            }
            fail("as expected");
        }
    }

    @Test
    @DisplayName("is valid HAR, and shows answers, faults and missing answers")
    void entries() throws IOException {
        JsonValue har = Json.parse(Files.readString(archive(FaultsTestCase.class)));

        assertThat(rules.validate(har)).isEmpty();
        List<JsonObject> calls = entries(har).stream()
                .filter(entry -> entry.string("comment").orElse("").startsWith("tools/call 'get-forecast'"))
                .toList();
        assertThat(calls).hasSize(3);
        assertThat(calls.get(0).object("response").orElseThrow().get("status")).isEqualTo(JsonValue.of(503));
        assertThat(calls.get(0).array("_faults").orElseThrow().toString()).contains("503");
        assertThat(calls.get(1).object("response").orElseThrow().get("status")).isEqualTo(JsonValue.of(0));
        JsonObject answered = calls.get(2);
        assertThat(answered.object("request")
                        .orElseThrow()
                        .object("postData")
                        .orElseThrow()
                        .string("text"))
                .get()
                .asString()
                .contains("\"city\":\"Oslo\"");
        assertThat(answered.object("response")
                        .orElseThrow()
                        .object("content")
                        .orElseThrow()
                        .string("text"))
                .get()
                .asString()
                .contains("\"result\":");
        assertThat(answered.object("request").orElseThrow().string("url"))
                .get()
                .asString()
                .matches("http://(127\\.0\\.0\\.1|localhost):\\d+/mcp");
        for (JsonObject call : calls) {
            JsonObject timings = call.object("timings").orElseThrow();
            assertThat(number(timings, "wait").add(number(timings, "receive")))
                    .isEqualByComparingTo(number(call, "time"));
        }
    }

    private static List<JsonObject> entries(JsonValue har) {
        return StreamSupport.stream(
                        ((JsonObject) har)
                                .object("log")
                                .orElseThrow()
                                .array("entries")
                                .orElseThrow()
                                .spliterator(),
                        false)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static BigDecimal number(JsonObject in, String member) {
        return (BigDecimal) in.get(member).toJava();
    }

    @McpServer(name = "weather", source = "weather")
    static class StdioTestCase {
        static ServerSpec weather() {
            return Weather.stdio();
        }

        @Test
        void fails(McpConnection weather) {
            Weather.assertForecasts(weather);
            fail("as expected");
        }
    }

    @Test
    @DisplayName("is not written for a test without HTTP")
    void stdio() {
        Path archive = archive(StdioTestCase.class);

        assertThat(archive).doesNotExist();
        assertThat(archive.resolveSibling(archive.getFileName().toString().replace(".har", ".jsonl")))
                .exists();
    }
}
