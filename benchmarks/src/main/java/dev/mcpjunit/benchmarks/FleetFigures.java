/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

/** Measures what concerns several servers together and prints one line for each figure. */
final class FleetFigures {

    private FleetFigures() {}

    public static void main(String... arguments) {
        System.out.println(ContextCostMeasurement.line());
        System.out.println(FleetStartMeasurement.line());
        System.out.println(FleetLoadMeasurement.line());
    }
}
