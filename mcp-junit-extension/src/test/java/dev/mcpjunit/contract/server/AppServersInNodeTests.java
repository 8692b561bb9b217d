/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.contract.AppServerContract;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.testkit.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers with user interfaces that were not written here: examples of the extension's authors, on the TypeScript SDK.
 */
@RequiresCommand({"node", "npm"})
class AppServersInNodeTests {

    private static ServerSpec example(String name) {
        String program = NodePrograms.install("apps")
                .resolve("node_modules/@modelcontextprotocol/server-" + name + "/dist/index.js")
                .toString();
        return ServerSpec.command("node", program, "--stdio").name(name).build();
    }

    @McpServer(source = "server")
    static class MapCase implements AppServerContract {
        static ServerSpec server() {
            return example("map");
        }

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("show-map", Map.of()));
        }
    }

    @McpServer(source = "server")
    static class BudgetCase implements AppServerContract {
        static ServerSpec server() {
            return example("budget-allocator");
        }

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-budget-data", Map.of()));
        }
    }

    @McpServer(source = "server")
    static class MonitorCase implements AppServerContract {
        static ServerSpec server() {
            return example("system-monitor");
        }

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-system-info", Map.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {MapCase.class, BudgetCase.class, MonitorCase.class})
    void examples_of_the_authors_pass(Class<?> testCase) {
        Run.of(testCase).allSucceeded(AppServerContractTests.CHECKS);
    }
}
