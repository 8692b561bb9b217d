/* SPDX-License-Identifier: Apache-2.0 */
package com.example.greeter;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.traffic.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first test of a client. */
// tag::test[]
@McpServer(name = "greeter", inProcess = Greeter.class)
class GreeterClientTests {

    @Test
    @InjectFault(onTool = "greet", calls = "1", fault = FaultKind.HANG)
    @Timeout(10)
    void givesUpACallThatHangs(McpEndpoint greeter, Traffic traffic) {
        try (var client = new GreeterClient(greeter.httpUri())) {
            assertThatThrownBy(() -> client.greet("Ada")).hasMessageContaining("within 2000ms");

            assertThat(client.greet("Ada").isError()).isNotEqualTo(true);
        }
        assertThat(traffic.toolCalls("greet")).wereSent(2).reachedServer(1);
    }
}
// end::test[]
