/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that keeps nothing passes: a column of the table of docs/server-contracts.md. */
@McpServer(inProcess = Weather.PagedDualEra.class, name = "weather", replicas = 3)
class WeatherStatelessServerTests extends UnhurriedServer implements StatelessServerContract {

    @RegisterExtension
    static final StackColumn COLUMN = StackColumn.explained("fixture");

    @Override
    public List<SampleCall> sampleCalls() {
        return List.of(
                new SampleCall("get-forecast", Map.of("city", "Oslo")),
                new SampleCall("plan-trip", Map.of("city", "Oslo", "days", 2)));
    }

    @Override
    public Optional<AskingCall> askingCall() {
        return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
    }
}
