/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@DisplayName("The file of a transcript")
class TranscriptPlaceTests {

    @Test
    @DisplayName(
            "is in JUnit's output directory of the test, for each invocation its own, beside its HTTP archive, and nothing else is there")
    void outputDirectory(@TempDir Path output) throws IOException {
        assumeTrue(
                Stream.of(ExtensionContext.class.getMethods())
                        .anyMatch(method -> method.getName().equals("publishDirectory")),
                "JUnit has output directories since 5.12");

        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(InvocationsTestCase.class))
                        .filters(EngineFilter.includeEngines("junit-jupiter"))
                        .configurationParameter("junit.platform.reporting.output.dir", output.toString())
                        .configurationParameter("mcp.ci", "false")
                        .configurationParameter("mcp.console", "off")
                        .build());

        try (Stream<Path> all = Files.walk(output)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("mcp"))
                    .toList();
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(file.getParent())
                    .endsWith(Path.of("mcp")));
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsOnly("transcript.jsonl", "transcript.har");
            for (Path file : files.stream()
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .toList()) {
                assertThat(Transcript.read(file).exchanges())
                        .filteredOn(exchange -> exchange.tool().isPresent())
                        .hasSize(1);
            }
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class InvocationsTestCase {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void fails(int invocation, McpConnection weather) {
            Weather.assertForecasts(weather);
            fail("as expected, " + invocation);
        }
    }
}
