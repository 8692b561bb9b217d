/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.stdio;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.stdio.relay.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The relay's class file in a directory of its own, where any client can start it: the class path of the test may be
 * long, slow, or inside of something that only this JVM can read.
 */
final class RelayProgram implements AutoCloseable {

    /**
     * A relay lives for seconds and does little: what counts is how soon it is there. The collector is left to Java,
     * whose archive of classes is made for its own choice and loads more slowly into another one.
     */
    private static final List<String> FAST = List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx32m",
            // Variables pass whatever the locale, which some clients do not hand on.
            "-Dfile.encoding=UTF-8");

    private final Path directory;
    private final Path file;

    RelayProgram() throws IOException {
        this.directory = Files.createTempDirectory("mcp-junit-relay");
        // For a JVM that ends in the middle of a test; what is noted last is deleted first.
        directory.toFile().deleteOnExit();
        String name = Relay.class.getName().replace('.', '/') + ".class";
        this.file = directory.resolve(name);
        Path noted = directory;
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        for (Path place : directory.relativize(file)) {
            noted = noted.resolve(place);
            noted.toFile().deleteOnExit();
        }
        try (InputStream original = Objects.requireNonNull(Relay.class.getResourceAsStream("/" + name))) {
            Files.copy(original, file);
        }
    }

    /** What a client is to run instead of a command. */
    McpEndpoint.Stdio inPlaceOf(McpEndpoint.Stdio upstream, int port, String token) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST);
        command.addAll(List.of("-cp", directory.toString(), Relay.class.getName()));
        command.addAll(List.of("127.0.0.1", Integer.toString(port), "--"));
        command.addAll(upstream.command());
        Map<String, String> environment = new LinkedHashMap<>(upstream.environment());
        environment.put(Relay.TOKEN, token);
        return new McpEndpoint.Stdio(command, environment, upstream.directory());
    }

    /** Remove the files. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Path empty = file.getParent();
        while (empty != null && empty.startsWith(directory)) {
            Files.deleteIfExists(empty);
            empty = empty.getParent();
        }
    }
}
