/* SPDX-License-Identifier: Apache-2.0 */
package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.server.RunningServer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The server follows the rules of the HTTP transport. If a new version fixes a finding, delete its override. */
@QuarkusTest
@McpServer(name = "clinic", source = "clinic", protocol = "LEGACY")
class ClinicHttpTests extends RunningClinic implements HttpServerContract {

    /** Version 1.13.0 accepts this notification once, and answers a second one and unknown ones with an error. */
    @Test
    @Override
    public void accepts_notifications_without_a_body(RunningServer server, McpConnection clinic) {
        assertThatThrownBy(() -> HttpServerContract.super.accepts_notifications_without_a_body(server, clinic))
                .hasMessageContaining("It answered notifications/initialized with HTTP 200: {");
    }

    /** Quarkus shows them in test mode. In production mode, the error has an id and an empty stack. */
    @Test
    @Override
    public void shows_no_stack_traces(RunningServer server, McpConnection clinic) {
        assertThatThrownBy(() -> HttpServerContract.super.shows_no_stack_traces(server, clinic))
                .hasMessageContaining("It answered JSON that is no message with HTTP 500");
    }
}
