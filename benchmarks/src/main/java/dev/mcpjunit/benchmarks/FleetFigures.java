/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.server.config.McpConfig;
import java.nio.file.Path;

/**
 * Measures fleets of servers and prints one line for each figure. Each argument is a file like {@code .mcp.json}; the
 * start of its servers is measured, too.
 */
final class FleetFigures {

    private FleetFigures() {}

    public static void main(String... arguments) {
        System.out.println(ContextCostMeasurement.line());
        System.out.println(FleetStartMeasurement.line("six servers", SixServers.all()));
        for (String file : arguments) {
            System.out.println(FleetStartMeasurement.line(
                    file, McpConfig.read(Path.of(file)).servers()));
        }
        System.out.println(FleetLoadMeasurement.line());
    }
}
