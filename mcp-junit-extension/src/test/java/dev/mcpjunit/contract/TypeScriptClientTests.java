/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.testkit.Weather;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that is not Java is judged like any other. */
@Tag("long")
@RequiresCommand({"node", "npm"})
@Tag("wall-clock")
class TypeScriptClientTests {

    private static final Duration BUDGET = Duration.ofMillis(1500);

    private static Path program;

    @BeforeAll
    static void install() {
        program = TypeScriptClient.install();
    }

    @Test
    void the_typescript_sdk_over_http() {
        try (WeatherWire wire = WeatherWire.http()) {
            check(wire);
        }
    }

    @Test
    void the_typescript_sdk_over_stdio() {
        try (WeatherWire wire = WeatherWire.of(Weather.stdio())) {
            check(wire);
        }
    }

    private static void check(WeatherWire wire) {
        var probe = TimeoutProbe.of(
                server -> TypeScriptClient.connect(server, program, BUDGET),
                DeclaredTimeouts.of("get-forecast", BUDGET)
                        .connectsWithin(BUDGET.multipliedBy(4))
                        .waitsAtLeast(BUDGET)
                        .notifies(Notice.CANCELLATION),
                wire.server(),
                wire.faults(),
                wire.traffic());
        List<Verdict> verdicts = probe.all().verdicts();

        assertThat(WeatherWire.failed(verdicts))
                .as(() -> verdicts.stream().map(Verdict::toString).collect(Collectors.joining("\n\n")))
                .isEmpty();
        assertThat(verdicts).extracting(Verdict::status).containsOnly(Verdict.Status.PASSED);
    }
}
