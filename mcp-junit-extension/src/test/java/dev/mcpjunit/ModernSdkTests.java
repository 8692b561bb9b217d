/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Progress;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.inprocess.sdk.SdkServerFactory;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.ModernSdkServer;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ElicitResult;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.client.McpAsyncClient;
import io.modelcontextprotocol.modern.client.McpResponseLostException;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.McpTimeoutException;
import io.modelcontextprotocol.modern.client.transport.McpHttpStatusException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients and servers that the Java SDK calls modern, on the wires of this library. */
class ModernSdkTests {

    private static final Map<String, Object> TWO_AND_THREE = Map.of("a", 2, "b", 3);

    @TempDir
    private Path directory;

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    private static void assertAdds(McpSyncClient sync, McpAsyncClient async) {
        assertThat(text(sync.tool("add").arguments(TWO_AND_THREE).call())).isEqualTo("5");
        assertThat(text(async.tool("add").arguments(TWO_AND_THREE).call().block(Duration.ofSeconds(20))))
                .isEqualTo("5");
        assertThat(sync.discover().supportedVersions()).contains("2026-07-28");
    }

    @Test
    void clients_and_a_server_in_this_jvm() {
        Run.of(InProcessTestCase.class).allSucceeded(4);
    }

    @McpServer(name = "sdk", inProcess = ModernSdkServer.class, clientCapabilities = "elicitation")
    static class InProcessTestCase {

        @Test
        void answersTheSdk(McpSyncClient sync, McpAsyncClient async) {
            assertAdds(sync, async);
        }

        @Test
        void asksTheSdkAndReportsProgress(McpSyncClient sync) {
            var reports = new CopyOnWriteArrayList<Double>();
            var confirmed = sync.tool("confirm")
                    .formElicitation(question -> ElicitResult.accept(Map.of("confirm", true)))
                    .call();
            var counted = sync.tool("count")
                    .arguments(Map.of("to", 3))
                    .progress(report -> reports.add(report.progress()))
                    .call();

            assertThat(text(confirmed)).contains("confirm");
            assertThat(text(counted)).isEqualTo("counted to 3");
            assertThat(reports).contains(1.0, 2.0, 3.0);
        }

        @Test
        void answersAndAsksUs(McpConnection ours) {
            var reports = new ArrayList<Progress>();
            ours.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));

            assertThat(ours.server().name()).isEqualTo("java-sdk");
            assertThat(ours.server().protocol().date()).isEqualTo("2026-07-28");
            assertThat(ours.callTool("confirm").text()).contains("confirm");
            assertThat(ours.callTool("count", Map.of("to", 3), reports::add).isError())
                    .isFalse();
            assertThat(reports).isNotEmpty();
        }

        @Test
        void refusesHeadersThatContradictTheBody(McpEndpoint.Http endpoint) throws Exception {
            assertThat(status(endpoint.uri(), "prompts/list", "{\"_meta\":{}}")).isEqualTo("400 -32020");
            assertThat(status(endpoint.uri(), "tools/list", "{}")).startsWith("400 ");
        }

        private static String status(URI uri, String header, String params) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .header("Mcp-Method", header)
                    .POST(BodyPublishers.ofString(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":" + params + "}"))
                    .build();
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return response.statusCode() + " "
                    + Json.parse(response.body()).toString().replaceAll("(?s).*\"code\":(-?\\d+).*", "$1");
        }
    }

    @Test
    void clients_over_stdio_and_no_process_is_left() {
        long before = servers();

        Run.of(StdioTestCase.class).allSucceeded(2);

        assertThat(servers()).isEqualTo(before);
    }

    private static long servers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(ModernSdkServer.class.getName()))
                .count();
    }

    @McpServer(name = "sdk", source = "stdio")
    static class StdioTestCase {

        static ServerSpec stdio() {
            return ModernSdkServer.stdio().name("sdk").build();
        }

        @Test
        void works(McpSyncClient sync, McpAsyncClient async) {
            assertAdds(sync, async);
        }

        @Test
        void seesFaults(McpSyncClient sync, FaultInjector faults) {
            faults.on(toolCall("add").first()).rpcError(-32050, "not today");

            assertThatThrownBy(() -> sync.tool("add").arguments(TWO_AND_THREE).call())
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("not today");
        }
    }

    @Test
    void faults_on_the_wire() {
        Run.of(FaultsTestCase.class).allSucceeded(4);
    }

    @McpServer(name = "sdk", inProcess = ModernSdkServer.class, requestTimeout = "2 s")
    static class FaultsTestCase {

        @Test
        void hang(McpSyncClient sync, FaultInjector faults) {
            faults.on(toolCall("add").first()).hang();

            assertThatThrownBy(() -> sync.tool("add").arguments(TWO_AND_THREE).call())
                    .isInstanceOf(McpTimeoutException.class);
            assertThat(text(sync.tool("add").arguments(TWO_AND_THREE).call())).isEqualTo("5");
        }

        @Test
        void lostResponse(McpSyncClient sync, FaultInjector faults) {
            faults.on(toolCall("add").first()).loseResponse();

            assertThatThrownBy(() -> sync.tool("add").arguments(TWO_AND_THREE).call())
                    .isInstanceOf(McpResponseLostException.class);
        }

        @Test
        void status(McpAsyncClient async, FaultInjector faults) {
            faults.on(toolCall("add").first()).status(503);

            assertThatThrownBy(() ->
                            async.tool("add").arguments(TWO_AND_THREE).call().block())
                    .isInstanceOfSatisfying(McpHttpStatusException.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(503));
        }

        @Test
        void toolError(McpSyncClient sync, FaultInjector faults) {
            faults.on(toolCall("add").first()).toolError("out of order");

            assertThat(sync.tool("add").arguments(TWO_AND_THREE).call().isError())
                    .isTrue();
        }
    }

    @Test
    void a_server_of_an_earlier_revision_is_named() {
        String hint = "Ask for McpConnection, which speaks all revisions, or for the clients in"
                + " io.modelcontextprotocol.client.";

        assertThat(Run.of(EarlierTestCase.class).failure())
                .hasMessageContaining("Server 'weather': the modern client of the Java SDK, which speaks no revision"
                        + " before 2026-07-28, could not discover it: ")
                .hasMessageEndingWith(hint);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class EarlierTestCase {
        @Test
        void asksForTheModernClient(McpSyncClient client) {}
    }

    @Test
    void a_modern_server_is_pinned() throws IOException {
        Map<String, String> parameters = Map.of("snapshots", directory.toString());

        Run.with(parameters, PinnedTestCase.class).allSucceeded(1);
        Path snapshot = directory.resolve("sdk.snapshot.json");
        String pinned = Files.readString(snapshot);
        assertThat(pinned).contains("\"change-note\"");
        Run.with(parameters, PinnedTestCase.class).allSucceeded(1);

        Files.writeString(snapshot, pinned.replace("\"add\"", "\"sum\""));
        assertThat(Run.with(parameters, PinnedTestCase.class).failure()).hasMessageContaining("sum");
    }

    @McpServer(name = "sdk", inProcess = ModernSdkServer.class)
    @PinnedSchema("${snapshots}/sdk.snapshot.json")
    static class PinnedTestCase implements EmptyTest {}

    /** What a class of the test has no server for. */
    public static final class TwoServers {
        public static io.modelcontextprotocol.modern.server.McpServer one() {
            return ModernSdkServer.create();
        }

        public static io.modelcontextprotocol.modern.server.McpServer other() {
            return ModernSdkServer.create();
        }

        public static io.modelcontextprotocol.modern.server.McpServer.Builder builder() {
            return io.modelcontextprotocol.modern.server.McpServer.builder();
        }
    }

    @Test
    void two_methods_that_build_a_server_are_refused() {
        assertThatThrownBy(() -> SdkServerFactory.of("sdk", "/mcp", TwoServers.class))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("more than one method that builds a server of the MCP Java SDK")
                .hasMessageContaining("public static McpServer create()");
    }

    @Test
    void without_the_modern_part_of_the_sdk_the_version_is_named() throws Exception {
        Class<?> type = new WithoutModern().loadClass(ModernSdkServer.class.getName());

        assertThatThrownBy(() -> SdkServerFactory.of("sdk", "/mcp", type))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("are in its version 2.2.0 and newer");
    }

    /** A class path with an earlier version of the SDK. */
    private static final class WithoutModern extends ClassLoader {

        WithoutModern() {
            super(ModernSdkTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.modelcontextprotocol.modern.")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith(ModernSdkServer.class.getName()) && findLoadedClass(name) == null) {
                try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] code = bytes.readAllBytes();
                    return defineClass(name, code, 0, code.length);
                } catch (IOException unreadable) {
                    throw new ClassNotFoundException(name, unreadable);
                }
            }
            return super.loadClass(name, resolve);
        }
    }
}
