/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.Resources.SYSTEM_OUT;

import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.UndecidedTestCase;
import dev.mcpjunit.testkit.Weather;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@DisplayName("The console of a run")
@ResourceLock(SYSTEM_OUT)
class RunConsoleTests {

    @TempDir
    Path directory;

    /** The lines of this library, among those that other tests write at the same time. */
    private List<String> printed(Map<String, String> parameters, Class<?>... testCases) {
        var all = new TreeMap<>(Map.of("mcp.console", "on", "snapshot.folder", directory.toString()));
        all.putAll(parameters);
        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Run unused = Run.with(all, testCases);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("[mcp-junit]"))
                .toList();
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @PinnedSchema("${snapshot.folder}/weather.snapshot.json")
    static class MixedTestCase {
        @Test
        void passes(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }

        @Test
        void fails(McpConnection weather) {
            weather.callTool("count-calls");
            Assertions.fail("no");
        }

        @Test
        void aborts() {
            Assumptions.abort("no license\nhere");
        }

        @Test
        void abortsToo() {
            Assumptions.abort("no license\nhere");
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class PassingTestCase {
        @Test
        void passes(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }
    }

    @Test
    @DisplayName("ends with three lines: what ran, what was not verified, and where to look")
    void summary() {
        List<String> lines = printed(
                Map.of(
                        "mcp.report",
                        "on",
                        "mcp.report.folder",
                        directory.resolve("report").toString()),
                MixedTestCase.class,
                PassingTestCase.class);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo(
                        "[mcp-junit] MCP: 5 tests with 1 server (weather): 2 passed, 1 failed, 2 not verified (2 aborted)."
                                + " Pins: created (weather).");
        assertThat(lines.get(1)).isEqualTo("[mcp-junit] Not verified: no license (2 tests)");
        assertThat(lines.get(2))
                .startsWith(
                        "[mcp-junit] Report: " + directory.resolve("report/index.html") + ". 3 transcripts, the last: ")
                .endsWith(".jsonl");
        assertThat(directory.resolve("report/index.html")).exists();
    }

    @Test
    @DisplayName("counts inconclusive and not applicable checks separately")
    void undecided() {
        assertThat(printed(Map.of(), UndecidedTestCase.class).get(0))
                .isEqualTo("[mcp-junit] MCP: 3 tests with 1 server (weather): 0 passed, 0 failed, 3 not verified"
                        + " (1 inconclusive, 2 not applicable).");
    }

    @Test
    @DisplayName("says nothing if it is turned off")
    void off() {
        assertThat(printed(Map.of("mcp.console", "off"), PassingTestCase.class)).isEmpty();
    }

    @Test
    @DisplayName("rejects an unknown value of its setting")
    void unknown() {
        assertThat(Run.with(Map.of("mcp.console", "loud"), PassingTestCase.class)
                        .failures()
                        .get(0))
                .hasMessage("mcp.console = 'loud' is neither 'on' nor 'off'");
    }

    /** A server that notes what the console shows while the client waits for its answer. */
    static final class Slow implements McpServerFactory {

        static final List<String> SHOWN = new CopyOnWriteArrayList<>();

        @Override
        public Started start() {
            try {
                HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                http.createContext("/mcp", exchange -> {
                    SHOWN.addAll(Progress.waits());
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
                http.start();
                return new Started(
                        URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/mcp"), () -> http.stop(0));
            } catch (IOException unavailable) {
                throw new UncheckedIOException(unavailable);
            }
        }
    }

    @McpServer(name = "slow", inProcess = Slow.class, startupTimeout = "1 s")
    static class SlowTestCase {
        @Test
        void waits(McpConnection slow) {
            Assertions.fail("The server never starts");
        }
    }

    @Test
    @DisplayName("knows which server is waited for while it starts")
    void waits() {
        Throwable failure =
                Run.with(Map.of("mcp.console", "on"), SlowTestCase.class).failure();

        assertThat(failure).hasMessageContaining("slow");
        assertThat(Slow.SHOWN).anySatisfy(text -> assertThat(text)
                .startsWith("Server 'slow' has not answered for ")
                .contains("It may take 1 s (startupTimeout)."));
        assertThat(Progress.waits()).noneMatch(text -> text.contains("'slow'"));
    }
}
