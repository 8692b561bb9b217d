/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.testkit.stacks.StackColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Compares servers of the TypeScript SDKs with the tables of docs/server-contracts.md. The checks of handshakes on
 * standard streams start many processes, and those of tasks wait long, so that they have the tag {@code matrix}.
 */
@RequiresCommand({"node", "npm"})
class RealServersInNodeTests {

    private static final String EVERYTHING =
            "target/node/everything/node_modules/@modelcontextprotocol/server-everything/dist/index.js";
    private static final String SERVER = "target/node/servers/server.mjs";

    @BeforeAll
    static void install() {
        NodePrograms.install("everything");
        NodePrograms.install("servers");
    }

    abstract static class Everything extends UnhurriedServer {

        /** The first of two calls of the same tool starts log messages, the second stops them. */
        public List<SampleCall> sampleCalls() {
            var log = new SampleCall("toggle-simulated-logging", Map.of());
            return List.of(
                    new SampleCall("echo", Map.of("message", "on")),
                    new SampleCall("get-tiny-image", Map.of()),
                    new SampleCall("trigger-long-running-operation", Map.of("duration", 0.2, "steps", 2)),
                    log,
                    log);
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("trigger-elicitation-request", Map.of(), Map.of("name", "Ada")));
        }
    }

    @Nested
    @McpServer(
            name = "everything",
            command = {"node", EVERYTHING, "stdio"})
    class EverythingOnStdio extends Everything implements StdioHygieneContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("server-everything, stdio");
    }

    @Nested
    @McpServer(
            name = "everything",
            command = {"node", EVERYTHING, "stdio"})
    @Tag("matrix")
    class HandshakeAndTasksOfEverything extends Everything implements HandshakeServerContract, TaskServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("server-everything, stdio");

        @Override
        public SampleCall taskCall() {
            return new SampleCall("simulate-research-query", Map.of("topic", "rain"));
        }
    }

    @Nested
    @McpServer(
            name = "everything",
            command = {"node", EVERYTHING, "streamableHttp"},
            env = "PORT=${mcp.port}",
            transport = Transport.STREAMABLE_HTTP)
    class EverythingOnHttp extends Everything
            implements HandshakeServerContract, HttpServerContract, StatelessServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("server-everything, HTTP");
    }

    abstract static class Sdk extends UnhurriedServer {

        public List<SampleCall> sampleCalls() {
            return List.of(
                    new SampleCall("add", Map.of("a", 2, "b", 3)),
                    new SampleCall("count", Map.of("to", 3)),
                    new SampleCall("log", Map.of()));
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("confirm-by-state", Map.of(), Map.of("confirm", true)));
        }
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "stdio", "dual"},
            protocol = "LEGACY")
    class SdkOnStdio extends Sdk implements StdioHygieneContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, stdio");
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "stdio", "dual"},
            protocol = "LEGACY")
    @Tag("matrix")
    class HandshakeOfSdk extends Sdk implements HandshakeServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, stdio");
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "stdio", "dual"})
    class SdkOnStdioWithoutHandshake extends Sdk implements StdioHygieneContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, stdio, 2026-07-28");
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "http", "dual"},
            env = "PORT=${mcp.port}",
            transport = Transport.STREAMABLE_HTTP,
            protocol = "LEGACY")
    class SdkOnHttp extends Sdk implements HandshakeServerContract, HttpServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, HTTP");
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "http", "sessions"},
            env = "PORT=${mcp.port}",
            transport = Transport.STREAMABLE_HTTP)
    class SdkWithSessions extends Sdk implements HandshakeServerContract, HttpServerContract, StatelessServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, HTTP, sessions");
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "http", "strict"},
            env = "PORT=${mcp.port}",
            transport = Transport.STREAMABLE_HTTP,
            replicas = 2)
    class StrictReplicas extends Sdk implements HttpServerContract, StatelessServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, HTTP, 2026-07-28 only");
    }

    @Nested
    @McpServer(
            name = "server",
            command = {"node", SERVER, "http", "dual"},
            env = "PORT=${mcp.port}",
            transport = Transport.STREAMABLE_HTTP,
            replicas = 2)
    class DualReplicas extends Sdk implements HttpServerContract, StatelessServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("TypeScript SDK, HTTP, both eras");
    }
}
