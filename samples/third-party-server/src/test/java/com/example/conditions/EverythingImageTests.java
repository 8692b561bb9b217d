/* SPDX-License-Identifier: Apache-2.0 */
package com.example.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.endpoint.McpEndpoint;
import org.junit.jupiter.api.Test;

/** The image that we deploy honors the same pin, and our client works with it over HTTP. */
@McpServer(name = "everything", dockerfile = "src/test/docker/everything")
@PinnedSchema(tools = "get-structured-content")
class EverythingImageTests {

    @Test
    void servesOurClient(McpEndpoint.Http everything) {
        try (var conditions = new CityConditions(Transports.to(everything))) {
            assertThat(conditions.temperatureIn("New York")).contains(33.0);
        }
    }
}
