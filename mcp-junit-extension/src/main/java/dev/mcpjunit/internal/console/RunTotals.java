/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.text.Printable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;

/** Counts what happens in a run, and says it in at most three lines, and a warning. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunTotals {

    private static final int LONGEST_REASON = 100;
    private static final int MOST_REASONS = 3;
    private static final int MOST_SERVERS = 5;

    private final Set<String> servers = new TreeSet<>();
    private final Map<String, Set<String>> verdicts = new TreeMap<>();
    private final Map<String, Integer> notVerified = new TreeMap<>();
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private final List<String> places = new ArrayList<>();
    private final SurefireCount surefire;
    private int passed;
    private int failed;
    private int transcripts;
    private String transcript = "";

    /** Count a run of this JVM. */
    public RunTotals() {
        this(SurefireCount.ofThisJvm());
    }

    /** Count a run. */
    RunTotals(SurefireCount surefire) {
        this.surefire = surefire;
    }

    /** A test method ended. */
    public synchronized void ended(Class<?> testClass, Method test) {
        surefire.ended(testClass, test);
    }

    /** A test, or the start of a class, can use a server. */
    public synchronized void server(String name) {
        servers.add(name);
    }

    /** A server was compared with its snapshot. */
    public synchronized void verdict(String server, String words) {
        verdicts.computeIfAbsent(words, first -> new TreeSet<>()).add(server);
    }

    /** A test passed. */
    public synchronized void passed() {
        passed++;
    }

    /** A test failed. */
    public synchronized void failed() {
        failed++;
    }

    /**
     * A test showed nothing.
     *
     * @param how how it ended, in words: inconclusive, not applicable, aborted or skipped
     */
    public synchronized void notVerified(String how, String reason) {
        notVerified.merge(how, 1, Integer::sum);
        reasons.merge(Printable.line(Secrets.maskKnown(reason), LONGEST_REASON), 1, Integer::sum);
    }

    /** A transcript was written. */
    public synchronized void transcript(String file) {
        transcripts++;
        transcript = file;
    }

    /** A report lies here. */
    public synchronized void report(String file) {
        if (!places.contains(file)) {
            places.add(file);
        }
    }

    /** What happened; empty if no test ended. */
    public synchronized List<String> lines() {
        int nothing = notVerified.values().stream().mapToInt(Integer::intValue).sum();
        int tests = passed + failed + nothing;
        if (tests == 0) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("MCP: " + count(tests, "test") + " with " + count(servers.size(), "server") + shownServers() + ": "
                + passed + " passed, " + failed + " failed, " + nothing + " not verified" + shownParts() + "."
                + shownVerdicts());
        if (nothing > 0) {
            lines.add("Not verified: " + shownReasons());
        }
        where().ifPresent(lines::add);
        surefire.line().ifPresent(lines::add);
        return lines;
    }

    private String shownServers() {
        if (servers.isEmpty()) {
            return "";
        }
        String names = servers.stream().limit(MOST_SERVERS).collect(joining(", "));
        return " (" + names + (servers.size() > MOST_SERVERS ? ", …)" : ")");
    }

    /** A check that was not applicable is different from an inconclusive one. */
    private String shownParts() {
        return notVerified.isEmpty()
                ? ""
                : notVerified.entrySet().stream()
                        .map(part -> part.getValue() + " " + part.getKey())
                        .collect(joining(", ", " (", ")"));
    }

    private String shownVerdicts() {
        return verdicts.isEmpty()
                ? ""
                : verdicts.entrySet().stream()
                        .map(verdict -> verdict.getKey() + " (" + String.join(", ", verdict.getValue()) + ")")
                        .collect(joining(", ", " Pins: ", "."));
    }

    private String shownReasons() {
        String shown = reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .map(reason -> reason.getKey() + (reason.getValue() > 1 ? " (" + reason.getValue() + " tests)" : ""))
                .collect(joining("; "));
        return shown
                + (reasons.size() > MOST_REASONS
                        ? "; and " + count(reasons.size() - MOST_REASONS, "other reason")
                        : "");
    }

    private Optional<String> where() {
        var where = new ArrayList<String>();
        if (!places.isEmpty()) {
            where.add("Report: " + String.join(", ", places));
        }
        if (transcripts > 0) {
            where.add((transcripts == 1 ? "Transcript: " : transcripts + " transcripts, the last: ") + transcript);
        }
        return where.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", where));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
