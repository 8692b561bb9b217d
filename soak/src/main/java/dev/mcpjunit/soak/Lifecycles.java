/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.soak;

import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.BrokenHttpServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes with all kinds of servers, healthy and broken, many times in one JVM. Afterwards no process,
 * container, thread, socket or temporary file is left, and the memory is as it was after the first tenth. Arguments:
 * the number of classes to run, more than there are kinds; {@code docker} if containers are to be among them.
 */
final class Lifecycles {

    private final List<Subject> subjects;
    private final String mark = System.getenv().getOrDefault(Leftovers.MARK, "");
    private final Map<String, String> problems = new TreeMap<>();
    private final WeatherServer remote = WeatherServer.http(WeatherOptions.standard());

    private Lifecycles(List<Subject> subjects) {
        this.subjects = subjects;
    }

    public static void main(String[] arguments) throws Exception {
        boolean docker = List.of(arguments).contains("docker");
        System.exit(new Lifecycles(Subject.all(docker)).run(Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    private boolean run(int total) throws InterruptedException {
        if (mark.isEmpty()) {
            throw new IllegalStateException("The environment variable " + Leftovers.MARK + " must be set");
        }
        // Libraries start threads and fill caches on first use, so every subject has run once before the first count.
        int warmUp = Math.max(subjects.size(), total / 10);
        if (total <= warmUp) {
            throw new IllegalArgumentException("There are " + warmUp
                    + " kinds of classes, and each runs once before the first count: the number of classes must be higher,"
                    + " but is " + total);
        }
        List<Subject> order = new ArrayList<>(subjects);
        var random = new Random(20_261_129);
        Leftovers first = Leftovers.now(mark);
        long start = System.nanoTime();
        for (int done = 0; done < total; done++) {
            int place = done % order.size();
            if (place == 0) {
                Collections.shuffle(order, random);
            }
            run(order.get(place));
            int count = done + 1;
            if (count == warmUp) {
                first = Leftovers.settled(mark, Leftovers.now(mark));
                report(count, first, start);
            } else if (count > warmUp && (count == total || count % Math.max(1, total / 10) == 0)) {
                report(count, Leftovers.settled(mark, first), start);
            }
        }
        Leftovers last = Leftovers.settled(mark, first);
        List<String> left = last.moreThan(first);
        if (!left.isEmpty()) {
            problems.put("left behind", String.join(", ", left));
        }
        remote.close();
        problems.forEach((subject, problem) -> System.out.println("PROBLEM " + subject + ": " + problem));
        System.out.println("lifecycles: " + total + " of " + subjects.size() + " kinds, "
                + (System.nanoTime() - start) / 1_000_000_000 + " s: "
                + (problems.isEmpty() ? "nothing left, nothing unexpected" : problems.size() + " problems"));
        return problems.isEmpty();
    }

    private static void report(int count, Leftovers now, long start) {
        System.out.println(count + " lifecycles, " + (System.nanoTime() - start) / 1_000_000_000 + " s: " + now);
    }

    private void run(Subject subject) {
        if (subject.misbehavior().isPresent()) {
            try (var broken = BrokenHttpServer.start(subject.misbehavior().get())) {
                run(subject, broken.uri().toString());
            }
        } else {
            run(subject, remote.uri().toString());
        }
        List<Long> processes = Leftovers.markedProcesses(mark);
        if (!processes.isEmpty()) {
            problems.put(subject.name(), "processes right after the class: " + processes);
        }
    }

    private void run(Subject subject, String url) {
        var parameters = new HashMap<>(Map.of("mcp.ci", "false", "mcp.snapshot", "create-missing", "url", url));
        parameters.putAll(subject.parameters());
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(subject.testCase()))
                                .configurationParameters(parameters)
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        String outcome = summary.getFailures().stream()
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .findFirst()
                .orElse(summary.getTestsSucceededCount() == 0 ? "no test ran" : "");
        boolean asExpected = subject.expected().isEmpty()
                ? outcome.isEmpty()
                : outcome.contains(subject.expected().get());
        if (!asExpected) {
            problems.put(
                    subject.name(),
                    "expected "
                            + subject.expected()
                                    .map(text -> "a failure with '" + text + "'")
                                    .orElse("success") + ", but got: " + outcome);
        }
    }

    static Map<String, String> command(Class<?> main) {
        List<String> words = FixtureCommand.command(main);
        return Map.of("java", words.get(0), "classpath", words.get(words.indexOf("-cp") + 1), "main", main.getName());
    }
}
