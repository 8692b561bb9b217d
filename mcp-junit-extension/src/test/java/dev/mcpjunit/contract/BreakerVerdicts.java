/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.subject.Subject;
import dev.mcpjunit.contract.subject.Subjects;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Counts how often the contract is right about breakers of which everything is known: {@code breaker-verdicts RUNS
 * [PATTERN]}. A program, not a test.
 */
public final class BreakerVerdicts {

    private BreakerVerdicts() {}

    /** Run. */
    public static void main(String[] arguments) {
        if (arguments.length < 1) {
            System.err.println("usage: breaker-verdicts RUNS [PATTERN]");
            System.exit(2);
        }
        int runs = Integer.parseInt(arguments[0]);
        var pattern = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
        System.out.printf(
                "%-40s %-52s %6s %6s %13s %10s%n",
                "subject", "expected to fail", "right", "wrong", "inconclusive", "ms per run");
        boolean allRight = true;
        try (WeatherServer primary = WeatherServer.http(WeatherOptions.standard());
                WeatherServer fallback = WeatherServer.http(WeatherOptions.standard())) {
            Map<String, McpEndpoint> servers = new LinkedHashMap<>();
            servers.put("primary", new McpEndpoint.Http(primary.uri()));
            servers.put("fallback", new McpEndpoint.Http(fallback.uri()));
            for (Subject subject : Subjects.all()) {
                if (pattern.matcher(subject.name()).find()) {
                    allRight &= count(subject, servers, runs);
                }
            }
        }
        System.exit(allRight ? 0 : 1);
    }

    private static boolean count(Subject subject, Map<String, McpEndpoint> servers, int runs) {
        int right = 0;
        int inconclusive = 0;
        List<String> complaints = new ArrayList<>();
        long start = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            VerdictReport report = report(subject, servers);
            Set<String> failed = report.with(Verdict.Status.FAILED);
            Set<String> unseen = new TreeSet<>(report.with(Verdict.Status.INCONCLUSIVE));
            unseen.removeAll(subject.unseen());
            if (failed.equals(subject.expected())) {
                if (unseen.isEmpty()) {
                    right++;
                } else {
                    inconclusive++;
                    unseen.forEach(check -> complaints.add(report.of(check).toString()));
                }
            } else if (subject.expected().containsAll(failed) && unseen.containsAll(missing(subject, failed))) {
                inconclusive++;
                unseen.forEach(check -> complaints.add(report.of(check).toString()));
            } else {
                failed.forEach(check -> complaints.add(report.of(check).toString()));
                missing(subject, failed)
                        .forEach(check -> complaints.add(report.of(check).toString()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-40s %-52s %6d %6d %13d %10d%n",
                subject.name(),
                subject.expected().isEmpty() ? "nothing" : new TreeSet<>(subject.expected()),
                right,
                runs - right - inconclusive,
                inconclusive,
                (System.nanoTime() - start) / 1_000_000 / runs);
        complaints.stream().limit(5).forEach(System.err::println);
        return right == runs;
    }

    private static Set<String> missing(Subject subject, Set<String> failed) {
        var missing = new TreeSet<>(subject.expected());
        missing.removeAll(failed);
        return missing;
    }

    private static VerdictReport report(Subject subject, Map<String, McpEndpoint> servers) {
        return subject.judgedBy(breaker -> BreakerProbe.before(breaker, servers));
    }
}
