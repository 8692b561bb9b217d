/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.load.PlannedCall;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * Exports the plan of a load session as a Gatling simulation, compiles it, and runs it in a process of its own against
 * three replicas of a server without sessions, whose calls repeat an argument in a header, and a server with sessions.
 * A second run, against a server that swaps answers, must fail: it shows that the simulation checks the answers.
 */
public final class GatlingRun {

    private static final String SIMULATION = "com.example.load.NotesSimulation";
    private static final int REPLICAS = 3;
    private static final int MOST_MINUTES = 5;
    private static final String QUIET = "<configuration><root level=\"ERROR\"/></configuration>";
    private static final Pattern ROW = Pattern.compile("> (.*?) +\\| +([0-9-]+) \\| +([0-9-]+) \\| +([0-9-]+)");

    private final String classPath;
    private final Path folder;

    private GatlingRun(String classPath, Path folder) {
        this.classPath = classPath;
        this.folder = folder;
    }

    /**
     * Run.
     *
     * @param arguments a file with the class path of Gatling, a folder for the results, the calls (600), the users (8)
     */
    public static void main(String[] arguments) throws Exception {
        var gatling = new GatlingRun(Files.readString(Path.of(arguments[0])).strip(), Path.of(arguments[1]));
        int calls = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 600;
        int users = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 8;
        List<String> good = gatling.run("none", calls, users);
        List<String> swapping = gatling.run("swaps-answers", calls, users);
        System.out.println("Gatling, three replicas and a server with sessions: " + figures(good));
        System.out.println("Gatling, a server that swaps answers: " + figures(swapping));
        boolean expected = failed(good).equals("0") && !failed(swapping).equals("0");
        System.exit(expected ? 0 : 1);
    }

    private List<String> run(String flaw, int calls, int users) throws IOException, InterruptedException {
        try (Fleet fleet = Fleet.start(List.of(notes(flaw), weather()))) {
            return run(fleet.session()
                    .plan(
                            PlannedCall.of("notes", "echo", Map.of("message", "${nonce}"))
                                    .echoedAt("/content/0/text")
                                    .weight(3),
                            PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
                    .calls(calls)
                    .concurrency(users)
                    .gatlingSimulation(SIMULATION));
        }
    }

    private static ServerSpec notes(String flaw) {
        return http("notes", NotesServer.class, "http", flaw).build();
    }

    private static ServerSpec weather() {
        return http("weather", WeatherServer.class, "http", "--era", "dual", "--mirror-city", "true")
                .protocol("MODERN")
                .replicas(REPLICAS)
                .build();
    }

    private static ServerSpecBuilder http(String name, Class<?> main, String... arguments) {
        return ServerSpec.command(FixtureCommand.command(main, arguments).toArray(String[]::new))
                .name(name)
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}");
    }

    /** Compile and run a simulation, and return what Gatling has printed. */
    private List<String> run(String source) throws IOException, InterruptedException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path file = folder.resolve("simulation").resolve(SIMULATION.replace('.', '/') + ".java");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, source);
        Files.writeString(classes.resolve("logback.xml"), QUIET);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-d", classes.toString(), file.toString());
        if (compiled != 0) {
            throw new IllegalStateException("The simulation does not compile");
        }
        Process gatling = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        classes + File.pathSeparator + classPath,
                        "io.gatling.app.Gatling",
                        "-s",
                        SIMULATION,
                        "-rf",
                        folder.resolve("results").toString())
                .redirectErrorStream(true)
                .start();
        var lines = new ArrayList<String>();
        try (BufferedReader output = gatling.inputReader()) {
            output.lines().forEach(line -> {
                System.out.println(line);
                lines.add(line);
            });
        }
        if (!gatling.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            gatling.destroyForcibly();
            throw new IllegalStateException("Gatling has not ended within " + MOST_MINUTES + " minutes");
        }
        return lines;
    }

    private static String figures(List<String> output) {
        return cell(output, "request count", 2) + " requests, " + failed(output) + " failed, p50 "
                + cell(output, "response time 50th percentile (ms)", 2) + " ms, p99 "
                + cell(output, "response time 99th percentile (ms)", 2) + " ms";
    }

    /** Gatling prints {@code -} for none. */
    private static String failed(List<String> output) {
        return cell(output, "request count", 4).replace("-", "0");
    }

    private static String cell(List<String> output, String title, int column) {
        return output.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> row.group(1).equals(title))
                .reduce((earlier, last) -> last)
                .map(row -> row.group(column))
                .orElseThrow(() -> new IllegalStateException("Gatling has not printed: " + title));
    }
}
