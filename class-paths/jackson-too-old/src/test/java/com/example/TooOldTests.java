/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class TooOldTests {

    @McpServer(name = "echo", command = "cat")
    static class AnyTestCase {
        @Test
        void any(McpConnection echo) {}
    }

    @Test
    void theSentenceSaysWhatIsMissing() {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(AnyTestCase.class))
                                .build(),
                        summary);

        Throwable failure = summary.getSummary().getFailures().get(0).getException();
        assertTrue(
                failure.getMessage()
                        .contains(
                                "mcp-junit reads JSON with jackson-core 2.15 or later, and 2.14.3 is on the class path. Let the build take"
                                        + " a newer com.fasterxml.jackson.core:jackson-core."),
                failure::getMessage);
    }
}
