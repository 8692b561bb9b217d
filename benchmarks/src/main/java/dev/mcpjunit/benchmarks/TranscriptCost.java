/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.transcript.internal.RecordingLimit;
import dev.mcpjunit.transcript.internal.ServerTape;
import dev.mcpjunit.transcript.internal.TestRecording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Measures what recording costs a test that passes: {@code transcript [ROUNDS [TESTS]]}. A test lists the tools and
 * calls one of them ten times on a connection that it shares with others. Tests with and without a recording take turns
 * in a random order; the ratio is the median, over the rounds, of the median test with a recording to the one without.
 */
public final class TranscriptCost {

    private static final int ROUNDS = 15;
    private static final int TESTS = 60;
    private static final int CALLS = 10;
    /** Fewer calls would measure code that is not compiled yet. */
    private static final int WARM_UP_ROUNDS = 30;

    private final RecordingLimit limit = RecordingLimit.ofRun();
    private final Random random = new Random(1);

    private TranscriptCost() {}

    /**
     * Measure, and print a line for each transport.
     *
     * @param arguments how many rounds, and how many tests of each kind in a round
     */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        int tests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TESTS;
        ServerSpec stdio = command("stdio").build();
        ServerSpec http = command("http")
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .build();
        new TranscriptCost().print("stdio", stdio, rounds, tests);
        new TranscriptCost().print("HTTP", http, rounds, tests);
    }

    private static ServerSpecBuilder command(String transport) {
        return ServerSpec.command(
                        FixtureCommand.command(WeatherServer.class, transport).toArray(String[]::new))
                .name("weather");
    }

    private void print(String name, ServerSpec spec, int rounds, int tests) {
        try (var plain = new ServerHandle(spec);
                var recorded = new ServerHandle(spec, ServerTape.of("weather"), Optional.empty())) {
            var without = new ArrayList<Double>();
            var with = new ArrayList<Double>();
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                double[] off = new double[tests];
                double[] on = new double[tests];
                for (int i = 0; i < tests; i++) {
                    if (random.nextBoolean()) {
                        off[i] = plain(plain);
                        on[i] = recorded(recorded);
                    } else {
                        on[i] = recorded(recorded);
                        off[i] = plain(plain);
                    }
                }
                if (round >= 0) {
                    without.add(median(off));
                    with.add(median(on));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-6s test with a transcript: ratio %.3f (%.0f us, without %.0f us)%n",
                    name,
                    Medians.ofRatios(with, without),
                    Medians.of(with),
                    Medians.of(without));
        }
    }

    private static double plain(ServerHandle server) {
        long start = System.nanoTime();
        test(server.connection());
        return (System.nanoTime() - start) / 1_000.0;
    }

    private double recorded(ServerHandle server) {
        long start = System.nanoTime();
        try (var recording = new TestRecording(limit)) {
            server.tape().attach(recording);
            test(server.connection());
            server.tape().detach(recording);
        }
        return (System.nanoTime() - start) / 1_000.0;
    }

    private static void test(McpConnection weather) {
        if (weather.listTools().isEmpty()) {
            throw new IllegalStateException("No tools");
        }
        for (int i = 0; i < CALLS; i++) {
            if (weather.callTool("get-forecast", Map.of("city", "Oslo")).isError()) {
                throw new IllegalStateException("No forecast");
            }
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
