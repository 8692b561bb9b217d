/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import static dev.mcpjunit.connection.table.Feature.CALLS;
import static dev.mcpjunit.connection.table.Feature.CHANGES;
import static dev.mcpjunit.connection.table.Feature.COMPLETION;
import static dev.mcpjunit.connection.table.Feature.ELICITATION;
import static dev.mcpjunit.connection.table.Feature.LISTS;
import static dev.mcpjunit.connection.table.Feature.LOGGING;
import static dev.mcpjunit.connection.table.Feature.PROGRESS;
import static dev.mcpjunit.connection.table.Feature.PROMPTS;
import static dev.mcpjunit.connection.table.Feature.RESOURCES;
import static dev.mcpjunit.connection.table.Feature.ROOTS;
import static dev.mcpjunit.connection.table.Feature.SAMPLING;
import static dev.mcpjunit.connection.table.Feature.STRUCTURE;
import static dev.mcpjunit.connection.table.Feature.UPDATES;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.JavaSdk;
import dev.mcpjunit.testkit.ModernSdkServer;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.testkit.SdkServlet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A server that the table has rows for.
 *
 * @param name what the rows are called
 * @param needsNode whether it runs on Node.js
 * @param start starts it, or says how each connection does
 */
record Candidate(String name, boolean needsNode, Supplier<TableServer> start) {

    @Override
    public String toString() {
        return name;
    }

    static List<Candidate> all() {
        var all = new ArrayList<Candidate>();
        for (ServedEra era : ServedEra.values()) {
            String word = era.name().toLowerCase(Locale.ROOT);
            all.add(new Candidate("our weather server, " + word + ", HTTP", false, () -> weather(era)));
            all.add(new Candidate(
                    "our weather server, " + word + ", stdio",
                    false,
                    () -> TableServer.of(
                            () -> Fixture.stdio(WeatherServer.class, "stdio", "--era", word), ofWeather())));
        }
        String everything = "server-everything 2026.8.31, ";
        all.add(new Candidate(everything + "stdio", true, () -> everything(Transport.STDIO, "stdio")));
        all.add(new Candidate(
                everything + "Streamable HTTP", true, () -> everything(Transport.STREAMABLE_HTTP, "streamableHttp")));
        all.add(new Candidate(everything + "HTTP+SSE", true, () -> everything(Transport.SSE, "sse")));
        for (String mode : List.of("dual", "strict")) {
            String name = "TypeScript SDK 2.4.0, " + mode + ", ";
            all.add(new Candidate(name + "HTTP", true, () -> secondTypeScript(Transport.STREAMABLE_HTTP, mode)));
            all.add(new Candidate(name + "stdio", true, () -> secondTypeScript(Transport.STDIO, mode)));
        }
        String java = JavaSdk.NAME + ", ";
        all.add(new Candidate(
                java + "stdio", false, () -> TableServer.of(() -> Fixture.stdio(SdkWeatherServer.class), ofWeather())));
        all.add(new Candidate(java + "Streamable HTTP", false, Candidate::streamable));
        all.add(new Candidate(
                java + "stateless HTTP", false, () -> servlet(SdkServlet.stateless(), ofStatelessTwin())));
        all.add(new Candidate(java + "HTTP+SSE", false, () -> servlet(SdkServlet.sse(), ofTwins())));
        all.add(new Candidate(
                java + "modern, stdio", false, () -> TableServer.of(ModernSdkServer::stdio, ofModernTwin())));
        all.add(new Candidate(java + "modern, HTTP", false, () -> servlet(SdkServlet.modern(), ofModernTwin())));
        return all;
    }

    private static TableServer weather(ServedEra era) {
        WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEra(era));
        return TableServer.of(() -> ServerSpec.url(server.uri()), ofWeather())
                .offering(CHANGES, Attempts.changes(() -> changeThereAndBack(server)))
                .endedBy(server::close);
    }

    private static void changeThereAndBack(WeatherServer server) {
        server.changeEdition(2);
        server.changeEdition(1);
    }

    private static TableServer everything(Transport transport, String word) {
        return TableServer.of(
                () -> onNode(
                                transport,
                                NodePrograms.install("everything")
                                        + "/node_modules/@modelcontextprotocol/server-everything/dist/index.js",
                                word)
                        .path(transport == Transport.SSE ? "/sse" : ServerSpecBuilder.DEFAULT_PATH),
                ofEverything());
    }

    private static TableServer secondTypeScript(Transport transport, String mode) {
        TableServer served = TableServer.of(
                () -> onNode(transport, NodePrograms.install("servers") + "/server.mjs", transport.word(), mode),
                ofTwins());
        String alone = "no session";
        return transport == Transport.STDIO
                ? served
                : served.refusing(
                        Map.of(ELICITATION, alone, SAMPLING, alone, ROOTS, alone, CHANGES, alone, UPDATES, alone));
    }

    private static ServerSpecBuilder onNode(Transport transport, String... words) {
        var command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(words));
        var spec = ServerSpec.command(command.toArray(String[]::new)).transport(transport);
        return transport.isHttp() ? spec.env("PORT", "${mcp.port}") : spec;
    }

    private static TableServer streamable() {
        return servlet(SdkServlet.streamable(), ofTwins())
                .offering(CHANGES, Attempts.changesUnasked("change-tools"))
                .offering(UPDATES, Attempts.updatesUnasked("change-note", "notes://today"));
    }

    private static TableServer servlet(SdkServlet servlet, Map<Feature, Consumer<McpConnection>> offers) {
        return TableServer.of(() -> ServerSpec.url(servlet.uri()), offers).endedBy(servlet::close);
    }

    private static Map<Feature, Consumer<McpConnection>> ofWeather() {
        var offers = new EnumMap<Feature, Consumer<McpConnection>>(Feature.class);
        offers.put(LISTS, Attempts::lists);
        offers.put(CALLS, Attempts.call("get-forecast", Map.of("city", "Oslo")));
        offers.put(STRUCTURE, Attempts.structure("get-forecast", Map.of("city", "Oslo")));
        offers.put(PROGRESS, Attempts.progress("plan-trip", Map.of("city", "Oslo", "days", 2)));
        offers.put(ELICITATION, Attempts.elicitation("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
        offers.put(RESOURCES, Attempts.resource("weather://cities"));
        offers.put(PROMPTS, Attempts.prompt("packing-list", Map.of("city", "Oslo")));
        offers.put(COMPLETION, Attempts.completion("packing-list", "city", "O"));
        return offers;
    }

    private static Map<Feature, Consumer<McpConnection>> ofEverything() {
        String resource = "demo://resource/dynamic/text/1";
        var offers = new EnumMap<Feature, Consumer<McpConnection>>(Feature.class);
        offers.put(LISTS, Attempts::lists);
        offers.put(CALLS, Attempts.call("echo", Map.of("message", "on")));
        offers.put(STRUCTURE, Attempts.structure("get-structured-content", Map.of("location", "Chicago")));
        offers.put(PROGRESS, Attempts.progress("trigger-long-running-operation", Map.of("duration", 1, "steps", 4)));
        offers.put(
                ELICITATION,
                Attempts.elicitation("trigger-elicitation-request", Map.of(), Map.of("name", "Ada", "check", true)));
        offers.put(SAMPLING, Attempts.sampling("trigger-sampling-request", Map.of("prompt", "say it")));
        offers.put(ROOTS, Attempts.roots("get-roots-list"));
        offers.put(LOGGING, Attempts.logging("toggle-simulated-logging"));
        offers.put(UPDATES, Attempts.updates("toggle-subscriber-updates", resource));
        offers.put(RESOURCES, Attempts.resource(resource));
        offers.put(PROMPTS, Attempts.prompt("simple-prompt", Map.of()));
        offers.put(COMPLETION, Attempts.completion("completable-prompt", "department", "S"));
        return offers;
    }

    /** Of {@code server.mjs}, and of its twin in the Java SDK. */
    private static Map<Feature, Consumer<McpConnection>> ofTwins() {
        var offers = ofStatelessTwin();
        offers.put(PROGRESS, Attempts.progress("count", Map.of("to", 3)));
        offers.put(ELICITATION, Attempts.elicitation("confirm", Map.of(), Map.of("confirm", true)));
        offers.put(SAMPLING, Attempts.sampling("ask-model", Map.of()));
        offers.put(ROOTS, Attempts.roots("see-roots"));
        offers.put(LOGGING, Attempts.logging("log"));
        offers.put(CHANGES, Attempts.changes("change-tools"));
        offers.put(UPDATES, Attempts.updates("change-note", "notes://today"));
        return offers;
    }

    /** The modern servers of the SDK have no logging. */
    private static Map<Feature, Consumer<McpConnection>> ofModernTwin() {
        var offers = ofTwins();
        offers.remove(LOGGING);
        return offers;
    }

    private static Map<Feature, Consumer<McpConnection>> ofStatelessTwin() {
        var offers = new EnumMap<Feature, Consumer<McpConnection>>(Feature.class);
        offers.put(LISTS, Attempts::lists);
        offers.put(CALLS, Attempts.call("add", Map.of("a", 2, "b", 3)));
        offers.put(STRUCTURE, Attempts.structure("add", Map.of("a", 2, "b", 3)));
        offers.put(RESOURCES, Attempts.resource("notes://today"));
        offers.put(PROMPTS, Attempts.prompt("greet", Map.of("name", "Ada")));
        offers.put(COMPLETION, Attempts.completion("greet", "name", "A"));
        return offers;
    }
}
