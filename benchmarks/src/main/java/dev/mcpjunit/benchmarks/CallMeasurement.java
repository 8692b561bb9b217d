/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Compares ways to the same server. Subjects take turns in a shuffled order, so that a busy moment of the machine hits
 * them alike; a ratio is the median, over the rounds, of a subject's figure to the first one's in the same round.
 */
final class CallMeasurement implements AutoCloseable {

    private static final int WARM_UP = 1_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random = new Random(1);
    private final int rounds;
    private final int calls;

    /**
     * Prepare.
     *
     * @param rounds how often each subject has its turn
     * @param calls how many calls it makes then
     */
    CallMeasurement(int rounds, int calls) {
        this.rounds = rounds;
        this.calls = calls;
    }

    /**
     * Measure them, print a line for each, and close them.
     *
     * @param callers with how many concurrent callers throughput is measured
     */
    void print(List<Subject> subjects, int callers) {
        for (Subject subject : subjects) {
            sequential(subject, WARM_UP);
            concurrent(subject, WARM_UP, callers);
        }
        Map<String, List<Double>> micros = interleaved(subjects, subject -> sequential(subject, calls));
        Map<String, List<Double>> throughput = interleaved(subjects, subject -> concurrent(subject, calls, callers));
        String direct = subjects.get(0).name();
        for (Subject subject : subjects) {
            String name = subject.name();
            System.out.printf(
                    Locale.ROOT,
                    "%-22s p50 ratio %.2f (%.0f us)   throughput ratio %.2f (%.0f calls/s)%n",
                    name,
                    Medians.ofRatios(micros.get(name), micros.get(direct)),
                    Medians.of(micros.get(name)),
                    Medians.ofRatios(throughput.get(name), throughput.get(direct)),
                    Medians.of(throughput.get(name)));
        }
        subjects.forEach(Subject::close);
    }

    private Map<String, List<Double>> interleaved(List<Subject> subjects, Function<Subject, Double> figure) {
        Map<String, List<Double>> figures = new TreeMap<>();
        var order = new ArrayList<>(subjects);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Subject subject : order) {
                figures.computeIfAbsent(subject.name(), name -> new ArrayList<>())
                        .add(figure.apply(subject));
            }
        }
        return figures;
    }

    /** The median time of a call, one after the other, in microseconds. */
    private static double sequential(Subject subject, int calls) {
        double[] micros = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            subject.call();
            micros[i] = (System.nanoTime() - start) / 1_000.0;
        }
        Arrays.sort(micros);
        return micros[calls / 2];
    }

    /** Calls in a second, by many concurrent callers. */
    private double concurrent(Subject subject, int calls, int callers) {
        int each = calls / callers;
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            running.add(threads.submit(() -> {
                for (int n = 0; n < each; n++) {
                    subject.call();
                }
            }));
        }
        for (Future<?> caller : running) {
            try {
                caller.get();
            } catch (InterruptedException | ExecutionException failure) {
                throw new IllegalStateException(subject.name() + ": a caller failed", failure);
            }
        }
        return each * callers / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
