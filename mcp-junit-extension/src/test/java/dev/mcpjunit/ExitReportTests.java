/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long a dead server stays unnoticed. The dying say when, so that only the time after counts; alone, so that it is
 * not the other tests that are measured.
 */
@Isolated
@EnabledOnOs(OS.LINUX)
class ExitReportTests {

    private static final Pattern TIME_OF_DEATH = Pattern.compile("dies at (\\d+)");
    private static final int ATTEMPTS = 5;

    @ParameterizedTest
    @EnumSource(names = {"STDIO", "STREAMABLE_HTTP"})
    void death_at_the_start_is_reported_within_half_a_second(Transport transport) {
        // A busy machine may stall any single one.
        long best = LongStream.range(0, ATTEMPTS)
                .map(attempt -> delay(transport, "AUTO", "echo dies at $(date +%s%3N) >&2; exit 3"))
                .min()
                .orElseThrow();

        assertThat(best).isLessThan(500);
    }

    @ParameterizedTest
    @EnumSource(names = {"STDIO", "STREAMABLE_HTTP"})
    void even_when_a_grandchild_that_ignores_signals_holds_its_streams(Transport transport) {
        long best = LongStream.range(0, ATTEMPTS)
                .map(attempt -> delay(
                        transport,
                        // Who ends when asked for the era is started once more, which takes its time too.
                        "LEGACY",
                        "(trap '' TERM HUP INT; exec sleep 60) & sleep 0.1; echo dies at $(date +%s%3N) >&2; exit 3"))
                .min()
                .orElseThrow();

        assertThat(best).isLessThan(500);
    }

    private static long delay(Transport transport, String protocol, String script) {
        try (var server = new ServerHandle(ServerSpec.command("sh", "-c", script)
                .name("mortal")
                .transport(transport)
                .protocol(protocol)
                .build())) {
            Throwable report = catchThrowable(server::connection);
            long reported = System.currentTimeMillis();

            assertThat(report).hasMessageContaining("Exit code 3").message().containsPattern(TIME_OF_DEATH);
            Matcher time = TIME_OF_DEATH.matcher(report.getMessage());
            assertThat(time.find()).isTrue();
            return reported - Long.parseLong(time.group(1));
        }
    }
}
