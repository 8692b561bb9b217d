/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All servers of a test together. */
class McpEndpointsTests {

    @Test
    void they_come_in_the_order_of_their_declaration() {
        Run.of(DirectTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "zebra", inProcess = Weather.InProcess.class)
    @McpServer(name = "ant", inProcess = Weather.InProcess.class)
    static class DirectTestCase {
        @Test
        void test(McpEndpoints servers, @ForServer("ant") McpEndpoint ant) {
            assertThat(servers.names()).containsExactly("zebra", "ant");
            assertThat(servers.named("ant")).isEqualTo(ant);
            assertThat(servers.first()).isEqualTo(servers.named("zebra")).isNotEqualTo(ant);
        }
    }

    @Test
    void where_a_test_has_a_wire_they_are_on_it() {
        Run.of(WiredTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class WiredTestCase {
        @Test
        void test(McpEndpoints servers, McpEndpoint weather, FaultInjector faults) {
            assertThat(servers.first()).isEqualTo(weather);
        }
    }

    @Test
    void without_a_server_there_are_none() {
        assertThat(Run.of(NoServerTestCase.class).failure())
                .hasMessageContaining("asks for a server, but no @McpServer");
    }

    @ExtendWith(McpExtension.class)
    static class NoServerTestCase {
        @Test
        void test(McpEndpoints servers) {}
    }
}
