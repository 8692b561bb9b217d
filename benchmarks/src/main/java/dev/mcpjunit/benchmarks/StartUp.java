/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.benchmarks.startup.OneClass;
import dev.mcpjunit.benchmarks.startup.Server;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.base.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs one test class with a server on standard input and output in a cold JVM, as often as the arguments say: without
 * a server, by hand without a library, with the Java SDK, and with this project. Prints the time from the start of the
 * JVM to its end, the processor time of the JVM and its server, and when the phases ended. Needs Linux.
 *
 * <p>Arguments: rounds, tests of the class, and further classes to run, each as {@code NAME=CLASS@CLASS_PATH}. Such a
 * class starts {@code sh server.sh} and has as many tests as the system property {@code tests} says.
 */
final class StartUp {

    private static final String PACKAGE = OneClass.class.getPackageName() + '.';
    private static final String EMPTY = "JVM and JUnit alone";
    private static final String PLAIN = "by hand, no library";
    private static final String SDK = "by hand, Java SDK";
    private static final String OWN = "mcp-junit";

    private final Path folder = Files.createTempDirectory("start-up");
    private final String tests;

    private StartUp(String tests) throws IOException {
        this.tests = tests;
    }

    /**
     * A class to run.
     *
     * @param name its name in the table
     * @param type its binary name
     * @param classPath what it needs
     */
    private record Candidate(String name, String type, String classPath) {

        static Candidate parse(String text) {
            String[] parts = text.split("[=@]", 3);
            return new Candidate(parts[0], parts[1], parts[2]);
        }
    }

    /**
     * One run.
     *
     * @param wall the seconds from the start of the JVM to its end
     * @param cpu the seconds of processor time of the JVM and its server
     * @param phases when each phase ended, in milliseconds
     */
    private record Run(double wall, double cpu, List<Double> phases) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        var program = new StartUp(arguments.length > 1 ? arguments[1] : "51");
        String classPath = System.getProperty("java.class.path");
        var candidates = new ArrayList<>(List.of(
                new Candidate(EMPTY, PACKAGE + "EmptyTests", classPath),
                new Candidate(PLAIN, PACKAGE + "PlainTests", classPath),
                new Candidate(SDK, PACKAGE + "SdkTests", classPath),
                new Candidate(OWN, PACKAGE + "ExtensionTests", classPath)));
        Arrays.stream(arguments).skip(2).map(Candidate::parse).forEach(candidates::add);
        try {
            program.print(program.measure(rounds, candidates));
        } finally {
            Folders.delete(program.folder);
        }
    }

    private Map<String, List<Run>> measure(int rounds, List<Candidate> candidates)
            throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve(Server.SCRIPT),
                FixtureCommand.command(WeatherServer.class, "stdio").stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" ", "exec ", "\n")));
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        candidates.forEach(candidate -> runs.put(candidate.name(), new ArrayList<>()));
        var order = new ArrayList<>(candidates);
        var random = new Random(1);
        for (int round = -1; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Candidate candidate : order) {
                Run run = run(candidate);
                if (round >= 0) { // the first round fills the caches of the file system
                    runs.get(candidate.name()).add(run);
                }
            }
        }
        return runs;
    }

    private Run run(Candidate candidate) throws IOException, InterruptedException {
        double busy = cpuOfChildren();
        long begin = System.nanoTime();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dtests=" + tests,
                        "-cp",
                        String.join(File.pathSeparator, candidate.classPath(), System.getProperty("java.class.path")),
                        OneClass.class.getName(),
                        Instant.now().toString(),
                        candidate.type())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = jvm.waitFor();
        double wall = (System.nanoTime() - begin) / 1e9;
        if (code != 0) {
            throw new IllegalStateException(candidate.name() + " ended with exit code " + code + ":\n" + output);
        }
        String[] lines = output.strip().split("\n", -1);
        List<Double> phases = Arrays.stream(lines[lines.length - 1].split(" ", -1))
                .map(micros -> Long.parseLong(micros) / 1e3)
                .toList();
        return new Run(wall, cpuOfChildren() - busy, phases);
    }

    /** The processor time of all processes that have ended below this one, in seconds. */
    private static double cpuOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * FleetStartMeasurement.TICK;
    }

    private void print(Map<String, List<Run>> runs) {
        System.out.printf(
                Locale.ROOT,
                "%s tests; medians; phases end after ms: JUnit ready, first test begins, first test, all tests, class%n",
                tests);
        runs.forEach((name, all) -> {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s wall %.3f s, %.2f x; processor %.2f s, %.2f x; phases",
                    name,
                    median(all, Run::wall),
                    Medians.ofRatios(values(runs.get(OWN), Run::wall), values(all, Run::wall)),
                    median(all, Run::cpu),
                    Medians.ofRatios(values(runs.get(OWN), Run::cpu), values(all, Run::cpu)));
            for (int phase = 0; phase < all.get(0).phases().size(); phase++) {
                int index = phase;
                System.out.printf(
                        Locale.ROOT, " %.0f", median(all, run -> run.phases().get(index)));
            }
            System.out.println();
        });
        System.out.printf(
                Locale.ROOT,
                "own part: wall %.3f s, processor %.2f s more than by hand without a library%n",
                median(runs.get(OWN), Run::wall) - median(runs.get(PLAIN), Run::wall),
                median(runs.get(OWN), Run::cpu) - median(runs.get(PLAIN), Run::cpu));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return Medians.of(values(runs, figure));
    }

    private static List<Double> values(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().map(figure::applyAsDouble).toList();
    }
}
