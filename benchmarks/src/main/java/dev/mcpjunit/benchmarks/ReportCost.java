/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.report.BuildSession;
import dev.mcpjunit.internal.report.ReportFolder;
import dev.mcpjunit.internal.report.RunFile;
import dev.mcpjunit.internal.report.RunLine;
import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptHeader;
import dev.mcpjunit.transcript.internal.Masking;
import dev.mcpjunit.transcript.internal.RecordingLimit;
import dev.mcpjunit.transcript.internal.RunClock;
import dev.mcpjunit.transcript.internal.ServerTape;
import dev.mcpjunit.transcript.internal.TestRecording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what the HTML report costs: {@code report [TESTS [EXCHANGES]]}. First what one more test of ten calls costs
 * at its end, as a share of the time that the calls take; then how long a large report takes to write, and how far the
 * heap grows while it is written.
 */
public final class ReportCost {

    private static final int TESTS = 1_000;
    private static final int EXCHANGES = 100;
    private static final int SMALL = 10;
    private static final int ROUNDS = 300;
    private static final double MIB = 1024.0 * 1024;

    private final RecordingLimit limit = RecordingLimit.ofRun();
    private final BuildSession session = BuildSession.current();

    private ReportCost() {}

    /**
     * Measure, and print a line for each figure.
     *
     * @param arguments how many tests and how many exchanges of each the large report has
     * @throws IOException if a report cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int tests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TESTS;
        int exchanges = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EXCHANGES;
        Path folder = Files.createTempDirectory("report");
        ServerSpec weather = ServerSpec.command(
                        FixtureCommand.command(WeatherServer.class, "stdio").toArray(String[]::new))
                .name("weather")
                .build();
        try (var server = new ServerHandle(weather, ServerTape.of("weather"), Optional.empty())) {
            var cost = new ReportCost();
            cost.perTest(server, folder.resolve("small"));
            cost.large(server, folder.resolve("large"), tests, exchanges);
        }
    }

    private void perTest(ServerHandle server, Path folder) throws IOException {
        var calls = new ArrayList<Double>();
        var reports = new ArrayList<Double>();
        try (RunFile file = begin(folder)) {
            for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
                try (var recording = new TestRecording(limit)) {
                    double before = micros();
                    call(server, recording, SMALL);
                    double called = micros();
                    double processorBefore = processorMicros();
                    file.add(line(round, transcript(recording)));
                    if (round >= 0) {
                        calls.add(called - before);
                        reports.add(processorMicros() - processorBefore);
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "report of a test of %d calls: processor %.0f us, ratio %.3f to the calls (%.0f us)%n",
                SMALL,
                Medians.of(reports),
                Medians.ofRatios(reports, calls),
                Medians.of(calls));
    }

    private void large(ServerHandle server, Path folder, int tests, int exchanges) throws IOException {
        Transcript transcript;
        try (var recording = new TestRecording(limit)) {
            call(server, recording, exchanges);
            transcript = transcript(recording);
        }
        double heap = heap();
        double before = micros();
        double processorBefore = processorMicros();
        double most = 0;
        Path page;
        try (RunFile file = begin(folder)) {
            for (int test = 0; test < tests; test++) {
                file.add(line(test, transcript));
                if (test % 100 == 0) {
                    most = Math.max(most, heap() - heap);
                }
            }
            page = new ReportFolder(folder).write(session);
            most = Math.max(most, heap() - heap);
        }
        System.out.printf(
                Locale.ROOT,
                "report of %,d tests with %,d exchanges: %.1f s (processor %.1f s), page %.1f MiB, heap grows by %.1f MiB: %s%n",
                tests,
                tests * exchanges,
                (micros() - before) / 1_000_000,
                (processorMicros() - processorBefore) / 1_000_000,
                Files.size(page) / MIB,
                most / MIB,
                page);
    }

    private RunFile begin(Path folder) throws IOException {
        return new ReportFolder(folder).begin(session, new RunLine("benchmarks", Instant.now(), "none"));
    }

    private static void call(ServerHandle server, TestRecording recording, int times) {
        server.tape().attach(recording);
        McpConnection weather = server.connection();
        for (int i = 0; i < times; i++) {
            if (weather.callTool("get-forecast", Map.of("city", "Oslo")).isError()) {
                throw new IllegalStateException("No forecast");
            }
        }
        server.tape().detach(recording);
    }

    private static Transcript transcript(TestRecording recording) {
        return recording
                .transcript(
                        TranscriptHeader.of(
                                "com.acme.WeatherTest", "forecast()", "[engine:none]", RunClock.startedAt()),
                        Masking.of(List.of()))
                .get();
    }

    private static TestLine line(int number, Transcript transcript) {
        return new TestLine(
                "[test:" + number + "]",
                "com.acme.WeatherTest",
                "forecast " + number,
                TestStatus.PASSED,
                Optional.empty(),
                Instant.now(),
                Duration.ofMillis(20),
                List.of("weather"),
                "mvn test -Dtest=WeatherTest",
                Optional.of(transcript));
    }

    private static double heap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Of this thread, which does all the work of a report, so that a busy machine does not count. */
    private static double processorMicros() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000.0;
    }

    private static double micros() {
        return System.nanoTime() / 1_000.0;
    }
}
