/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.conformance;

import dev.mcpjunit.contract.conformance.DeclaredConformance;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.base.Folders;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Runs the suite against a server, in a process of Node.js that npm installs it for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SuiteRun {

    /** The suite needs a newer Node.js than many machines have. */
    private static final String NODE = "node@22.23.3";

    private static final String SUITE = "@modelcontextprotocol/conformance";

    /** The suite writes a folder for each scenario: {@code server-tools-list-2026-11-29T22-51-31-263Z}. */
    private static final Pattern FOLDER = Pattern.compile("server-(.+)-\\d{4}-\\d\\d-\\d\\dT[\\dZ-]+");

    /** {@code list} prints a title for each role, and the names below it. */
    private static final Pattern NAME = Pattern.compile("\\s*- (\\S+)");

    private static final int MOST_LINES = 10_000;

    private static final int LAST_LINES = 15;

    private final DeclaredConformance declared;
    private final McpEndpoint.Http server;
    private final Deadline deadline;

    private SuiteRun(DeclaredConformance declared, McpEndpoint.Http server) {
        this.declared = declared;
        this.server = server;
        this.deadline = Deadline.after(declared.timeout());
    }

    /**
     * Run the suite.
     *
     * @return a result for each scenario that the revision requires of servers, including those without one
     * @throws AssertionFailedError if the suite cannot be run to its end
     */
    public static List<Scenario> of(DeclaredConformance declared, McpEndpoint.Http server) throws InterruptedException {
        if (!server.headers().isEmpty()) {
            throw new AssertionFailedError("The conformance suite cannot send headers, but the server needs "
                    + server.headers().keySet() + ". Start a server for it that needs none.");
        }
        return new SuiteRun(declared, server).run();
    }

    private List<Scenario> run() throws InterruptedException {
        try {
            Path results = Files.createTempDirectory("mcp-junit-conformance-");
            try {
                List<String> required = required();
                List<String> said = suite(
                        "server",
                        "--url",
                        server.uri().toString(),
                        "--requirements",
                        declared.revision(),
                        "-o",
                        "" + results);
                Map<String, Scenario> found = results(results);
                if (found.isEmpty()) {
                    throw failed("wrote no results", said);
                }
                return required.stream()
                        .map(name -> found.getOrDefault(name, new Scenario(name, List.of())))
                        .toList();
            } finally {
                Folders.delete(results);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The results of the conformance suite could not be read", failure);
        }
    }

    private static Map<String, Scenario> results(Path folder) throws IOException {
        Map<String, Scenario> found = new HashMap<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path each : folders.toList()) {
                Matcher name = FOLDER.matcher(each.getFileName().toString());
                Path checks = each.resolve("checks.json");
                if (name.matches() && Files.isRegularFile(checks)) {
                    found.put(name.group(1), new Scenario(name.group(1), checks(checks)));
                }
            }
        }
        return found;
    }

    private static List<Scenario.Check> checks(Path file) throws IOException {
        if (!(Json.parse(Files.readString(file)) instanceof JsonArray checks)) {
            throw new IOException(file + " is no list of checks");
        }
        return checks.objects().map(Scenario.Check::of).toList();
    }

    /** The names of the scenarios that the revision requires of servers. */
    private List<String> required() throws InterruptedException {
        List<String> said = suite("list", "--requirements", declared.revision());
        List<String> names = serverScenarios(said);
        if (names.isEmpty()) {
            throw failed("knows no scenarios for servers of revision " + declared.revision(), said);
        }
        return names;
    }

    static List<String> serverScenarios(List<String> lines) {
        List<String> names = new ArrayList<>();
        boolean ofServers = false;
        for (String line : lines) {
            Matcher name = NAME.matcher(line);
            if (name.matches()) {
                if (ofServers) {
                    names.add(name.group(1));
                }
            } else if (!line.isBlank()) {
                ofServers = line.startsWith("Server scenarios");
            }
        }
        return names;
    }

    /** Run the program of the suite to its end; returns its standard output. */
    // The notice is closed when the wait ends, and has no other use.
    @SuppressWarnings("try")
    private List<String> suite(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "npm", "exec", "--yes", "--package=" + SUITE + "@" + declared.suiteVersion(), "--package=" + NODE));
        command.addAll(List.of("--", "conformance"));
        command.addAll(List.of(arguments));
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        var process = ServerProcess.start(
                "conformance suite",
                new McpEndpoint.Stdio(command, Map.of(), Path.of("").toAbsolutePath()),
                new ServerLog());
        try (var unused = Progress.begin(this::progress)) {
            process.endInput();
            CompletableFuture<Void> read = process.readOutput(line -> {
                if (lines.size() < MOST_LINES) {
                    lines.add(line);
                }
            });
            process.exit().get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            read.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw failed("did not end within " + Durations.print(declared.timeout()), process, lines);
        } catch (ExecutionException unreadable) {
            throw failed("wrote what could not be read (" + unreadable.getCause() + ")", process, lines);
        } finally {
            process.stop();
        }
        // With 1 it says that checks failed.
        if (process.exitCode().orElse(-1) > 1) {
            throw failed("failed with exit code " + process.exitCode().getAsInt(), process, lines);
        }
        if (lines.isEmpty()) {
            throw failed("printed nothing", process, lines);
        }
        return lines;
    }

    private String progress(Duration waited) {
        return "Conformance suite of " + declared.revision() + " against " + server.describe() + ": running for "
                + Durations.print(waited);
    }

    private static AssertionFailedError failed(String what, ServerProcess process, List<String> lines) {
        process.awaitErrorsRead();
        return failed(
                what,
                Stream.concat(lines.stream(), process.log().lines().stream()).toList());
    }

    private static AssertionFailedError failed(String what, List<String> said) {
        return new AssertionFailedError("The conformance suite " + what + ". Its last lines:"
                + said.stream()
                        .skip(Math.max(0, said.size() - LAST_LINES))
                        .map(line -> "\n  " + Printable.line(line))
                        .collect(Collectors.joining()));
    }
}
