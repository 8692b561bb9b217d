/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that speaks both eras declares the same in both of them. */
class ErasTests {

    enum Via {
        HTTP,
        STDIO;

        Catalog catalog(String protocol) {
            var spec = this == STDIO
                    ? Fixture.stdio(WeatherServer.class, "stdio", "--era", "dual")
                    : ServerSpec.inProcess(Weather.DualInProcess.class)
                            .name("weather")
                            .startupTimeout(Duration.ofMinutes(2));
            try (var weather = new ServerHandle(spec.protocol(protocol).build())) {
                return weather.catalog();
            }
        }
    }

    private static String printed(Catalog catalog) {
        return SnapshotFormat.print(new Snapshot(catalog, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void a_snapshot_is_the_same_but_for_the_revision(Via via) {
        Catalog legacy = via.catalog("LEGACY");
        Catalog modern = via.catalog("MODERN");

        assertThat(printed(modern).replace("\"2026-07-28\"", "\"2025-11-25\"")).isEqualTo(printed(legacy));
        assertThat(printed(modern)).doesNotContain("ttlMs", "cacheScope", "resultType", "io.modelcontextprotocol/");
        DriftReport report = Drift.compare(legacy, modern, DriftOptions.defaults());
        assertThat(report.failing()).isEmpty();
        assertThat(report.tolerated()).extracting(Change::rule).containsExactly("server.protocol-changed");
    }
}
