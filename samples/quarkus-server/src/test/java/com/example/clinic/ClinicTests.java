/* SPDX-License-Identifier: Apache-2.0 */
package com.example.clinic;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.traffic.Traffic;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The running application. {@code @QuarkusTest} is first, so that it runs when its address is needed. */
@QuarkusTest
@McpServer(name = "clinic", source = "clinic")
@PinnedSchema
class ClinicTests extends RunningClinic {

    @Test
    void books(McpConnection clinic) {
        assertThat(clinic.callTool("book-appointment", Map.of("patient", "Ada", "key", "ada-1")))
                .isSuccess()
                .hasTextContaining("Booked for Ada.");
    }

    @Test
    @InjectFault(onTool = "book-appointment", calls = "1", fault = FaultKind.LOSE_RESPONSE)
    void booksOnceIfTheAnswerIsLost(McpConnection clinic, Traffic traffic) {
        Map<String, String> booking = Map.of("patient", "Grace", "key", "grace-1");

        assertThatThrownBy(() -> clinic.callTool("book-appointment", booking));
        assertThat(clinic.callTool("book-appointment", booking)).isSuccess();

        assertThat(traffic.toolCalls("book-appointment")).wereRetried(1).wereExecuted(2);
        assertThat(clinic.callTool("count-appointments", Map.of("patient", "Grace")))
                .hasTextContaining("1");
    }
}
