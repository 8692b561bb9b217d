/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import java.time.Duration;

/** Servers of the fixtures that are processes. */
public final class Fixture {

    private static final Duration BUSY_MACHINE = Duration.ofMinutes(2);

    private Fixture() {}

    /** A main class of the fixtures, on standard input and output. */
    public static ServerSpecBuilder stdio(Class<?> main, String... arguments) {
        return ServerSpec.command(FixtureCommand.command(main, arguments).toArray(String[]::new))
                .name("weather")
                .startupTimeout(BUSY_MACHINE);
    }
}
