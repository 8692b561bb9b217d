/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Compares how long commands take from their start to the answer to {@code initialize}; they take turns. */
final class StartUpMeasurement {

    private static final int STARTS_IN_ROUND = 3;
    private static final int WARM_UP = 3;
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"benchmark","version":"1"}}}
            """;

    private StartUpMeasurement() {}

    /** Measure, and print a line for each: its median, and what that is over the first one's. */
    static void print(int rounds, List<String> names, List<McpEndpoint.Stdio> commands) throws IOException {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        names.forEach(name -> millis.put(name, new ArrayList<>()));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
        var random = new Random(1);
        for (int turn = -WARM_UP; turn < rounds * STARTS_IN_ROUND; turn++) {
            Collections.shuffle(order, random);
            for (int subject : order) {
                double took = start(commands.get(subject));
                if (turn >= 0) {
                    millis.get(names.get(subject)).add(took);
                }
            }
        }
        double bare = Medians.of(millis.get(names.get(0)));
        millis.forEach((name, all) -> System.out.printf(
                Locale.ROOT, "%-22s start-up p50 %.0f ms (%+.0f ms)%n", name, Medians.of(all), Medians.of(all) - bare));
    }

    private static double start(McpEndpoint.Stdio command) throws IOException {
        var builder = new ProcessBuilder(command.command()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(command.environment());
        long start = System.nanoTime();
        Process process = builder.start();
        try (var input = process.getOutputStream();
                var output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            input.write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
            input.flush();
            String answer = output.readLine();
            double took = (System.nanoTime() - start) / 1e6;
            if (answer == null || !answer.contains("\"result\"")) {
                throw new IllegalStateException("initialize was answered by " + answer);
            }
            return took;
        } finally {
            process.destroy();
        }
    }
}
