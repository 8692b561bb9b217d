/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.SdkServlet;
import dev.mcpjunit.testkit.stacks.StackColumn;
import dev.mcpjunit.testkit.stacks.StackTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares servers of the Java SDK with the tables of docs/server-contracts.md. The checks on standard streams start
 * many processes, so that they have the tag {@code matrix}.
 */
class RealServersOfJavaSdkTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                HandshakeServerContract.class,
                StatelessServerContract.class,
                StdioHygieneContract.class,
                HttpServerContract.class,
                TaskServerContract.class
            })
    void the_table_has_a_row_for_each_check_and_explains_what_it_has(Class<?> contract) throws IOException {
        StackTable table = StackTable.on("docs/server-contracts.md", contract.getSimpleName());
        List<String> checks = Stream.of(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName().replace('_', ' '))
                .toList();

        assertThat(table.checks()).containsExactlyInAnyOrderElementsOf(checks);
        assertThat(table.unneededExplanations()).isEmpty();
    }

    @Nested
    @McpServer(source = "weather")
    @Tag("matrix")
    class OnStdio extends UnhurriedServer implements HandshakeServerContract, StdioHygieneContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("Java SDK, stdio");

        static ServerSpec weather() {
            return Fixture.stdio(SdkWeatherServer.class).build();
        }

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(
                    new SampleCall("get-forecast", Map.of("city", "Oslo")),
                    new SampleCall("plan-trip", Map.of("city", "Oslo", "days", 2)));
        }
    }

    @Nested
    @McpServer(name = "server", inProcess = SdkServlet.Streamable.class)
    class OnHttp extends UnhurriedServer
            implements HandshakeServerContract, HttpServerContract, StatelessServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("Java SDK, HTTP");

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(
                    new SampleCall("add", Map.of("a", 2, "b", 3)),
                    new SampleCall("count", Map.of("to", 3)),
                    new SampleCall("log", Map.of()));
        }
    }

    @Nested
    @McpServer(name = "server", inProcess = SdkServlet.Stateless.class)
    class OnHttpWithoutSessions extends UnhurriedServer
            implements HandshakeServerContract, HttpServerContract, StatelessServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("Java SDK, HTTP, no sessions");

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("add", Map.of("a", 2, "b", 3)));
        }
    }
}
