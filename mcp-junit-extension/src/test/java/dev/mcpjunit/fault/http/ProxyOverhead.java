/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultPlan;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.traffic.TrafficRecorder;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures what the proxy costs where no fault happens, between the SDK's client and a server in a JVM of its own.
 * Subjects take turns in a shuffled order, so that a busy moment of the machine hits them alike; ratios are medians
 * over rounds. Prints a line for each subject: name, ratio of p50, ratio of throughput with 16 callers. Run by hand.
 */
public final class ProxyOverhead {

    private static final int CALLERS = 16;
    private static final int WARM_UP = 3_000;

    private record Subject(String name, McpSyncClient client, List<Double> p50, List<Double> throughput) {}

    private ProxyOverhead() {}

    /**
     * Measure.
     *
     * @param arguments how many rounds, and how many calls in each
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Process server = new ProcessBuilder(FixtureCommand.command(WeatherServer.class, "http")).start();
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            URI uri = uri(server);
            var config = new HttpProxyConfig(
                    "weather", () -> new McpEndpoint.Http(uri), new FaultPlan(), new TrafficRecorder(), act -> {});
            try (var proxy = HttpFaultProxy.start(config)) {
                measure(
                        List.of(
                                subject("direct", uri),
                                subject("proxy", proxy.endpoint().uri())),
                        threads,
                        rounds,
                        calls);
            }
        } finally {
            threads.shutdownNow();
            server.destroyForcibly();
        }
    }

    private static URI uri(Process server) throws IOException {
        var log = new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
        String line = log.readLine();
        return URI.create(line.substring(line.indexOf("http://")));
    }

    private static Subject subject(String name, URI uri) {
        var transport = HttpClientStreamableHttpTransport.builder(
                        uri.resolve("/").toString())
                .endpoint(uri.getPath())
                .build();
        McpSyncClient client = McpClient.sync(transport).build();
        client.initialize();
        return new Subject(name, client, new ArrayList<>(), new ArrayList<>());
    }

    private static void measure(List<Subject> subjects, ExecutorService threads, int rounds, int calls)
            throws Exception {
        for (Subject subject : subjects) {
            sequential(subject, WARM_UP);
            concurrent(subject, threads, WARM_UP);
        }
        var random = new Random(1);
        var order = new ArrayList<>(subjects);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Subject subject : order) {
                subject.p50().add(sequential(subject, calls));
            }
        }
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Subject subject : order) {
                subject.throughput().add(concurrent(subject, threads, calls));
            }
        }
        Subject direct = subjects.get(0);
        for (Subject subject : subjects) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s p50 ratio %.2f (%.0f us)   throughput ratio %.2f (%.0f calls/s)%n",
                    subject.name(),
                    ratio(subject.p50(), direct.p50()),
                    median(subject.p50()),
                    ratio(subject.throughput(), direct.throughput()),
                    median(subject.throughput()));
        }
        System.exit(0);
    }

    private static void call(Subject subject) {
        subject.client()
                .callTool(CallToolRequest.builder("convert-temperature")
                        .arguments(Map.of("value", 20, "from", "C", "to", "F"))
                        .build());
    }

    private static double sequential(Subject subject, int calls) {
        double[] micros = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call(subject);
            micros[i] = (System.nanoTime() - start) / 1_000.0;
        }
        Arrays.sort(micros);
        return micros[calls / 2];
    }

    private static double concurrent(Subject subject, ExecutorService threads, int calls) throws Exception {
        int each = calls / CALLERS;
        long start = System.nanoTime();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(threads.submit(() -> {
                for (int n = 0; n < each; n++) {
                    call(subject);
                }
            }));
        }
        for (Future<?> caller : callers) {
            caller.get();
        }
        return each * CALLERS / ((System.nanoTime() - start) / 1e9);
    }

    private static double ratio(List<Double> of, List<Double> to) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(of.get(i) / to.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
