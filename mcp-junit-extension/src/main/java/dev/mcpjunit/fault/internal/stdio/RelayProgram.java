/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.internal.stdio.relay.Relay;
import dev.mcpjunit.internal.base.Folders;
import dev.mcpjunit.server.internal.process.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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

    private static final String PREFIX = "mcp-junit-relay";
    private static final Duration KEPT = Duration.ofDays(2);

    private final Path directory;
    private final String guarded;

    RelayProgram() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    RelayProgram(Path parent) throws IOException {
        removeOld(parent);
        this.directory = Files.createTempDirectory(parent, PREFIX);
        this.guarded = Guard.directory(directory);
        // For a JVM that ends in the middle of a test; what is noted last is deleted first.
        directory.toFile().deleteOnExit();
        String name = Relay.class.getName().replace('.', '/') + ".class";
        Path file = directory.resolve(name);
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

    /** A JVM that is killed cannot remove its files. None lives for so long. */
    private static void removeOld(Path parent) {
        FileTime old = FileTime.from(Instant.now().minus(KEPT));
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                if (Files.getLastModifiedTime(directory).compareTo(old) < 0) {
                    Folders.delete(directory);
                }
            }
        } catch (IOException | DirectoryIteratorException othersFiles) {
            // Those of another user, or removed by another process at the same time.
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
        environment.merge(Relay.TOKEN, token, (inner, own) -> own + Relay.NEXT_TOKEN + inner);
        return new McpEndpoint.Stdio(command, environment, upstream.directory());
    }

    /** Remove the files. */
    @Override
    public void close() throws IOException {
        Folders.delete(directory);
        Guard.released(guarded);
    }
}
