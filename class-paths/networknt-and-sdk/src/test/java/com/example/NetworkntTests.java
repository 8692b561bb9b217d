/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.McpServerFactory;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A class path can have only one version of networknt's validator. We use another validator. An old networknt also brings
 * old Jackson annotations, which the SDK cannot work with.
 */
@McpServer(name = "weather", inProcess = NetworkntTests.Weather.class)
@PinnedSchema("../shared/weather.snapshot.json")
class NetworkntTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @Test
    void theUsersValidatorIsThere() {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema("{\"required\": [\"city\"]}");

        assertEquals(1, schema.validate("{}", InputFormat.JSON).size());
    }

    @Test
    void oursIsNotDisturbed(McpConnection weather, Catalog catalog) {
        var forecast = weather.callTool("get-forecast", Map.of("city", "Oslo"));

        assertFalse(forecast.isError());
        var schema = JsonSchema.of(catalog.tool("get-forecast").orElseThrow().outputSchema().orElseThrow());
        assertTrue(schema.validate(forecast.structuredContent().orElseThrow()).isEmpty());
        assertFalse(schema.validate(Json.parse("{}")).isEmpty());
    }

    @Test
    void aClientOfTheSdkIsRefusedWithWhatIsMissing() {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(ClientTestCase.class))
                                .build(),
                        summary);

        var failures = summary.getSummary().getFailures();
        assertEquals(1, failures.size(), failures::toString);
        assertEquals(
                "Server 'weather': the MCP Java SDK does not fit what is beside it on the class path"
                        + " (java.lang.NoClassDefFoundError: com/fasterxml/jackson/annotation/JsonSerializeAs). It needs a"
                        + " newer com.fasterxml.jackson.core:jackson-annotations: version 2.21 fits.",
                failures.get(0).getException().getCause().getMessage());
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    static class ClientTestCase {
        @Test
        void never(McpSyncClient client) {}
    }
}
