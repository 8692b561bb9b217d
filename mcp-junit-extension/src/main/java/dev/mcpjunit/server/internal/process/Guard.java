/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Cleans up after a JVM that was killed. A small shell waits at a pipe that the system closes when this JVM ends,
 * however it ends; then it kills what carries the mark of this JVM, or holds an output or has a limit of its servers,
 * and removes containers and directories. Needs {@code sh} and {@code /proc}; without them, only the shutdown hook
 * cleans up.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Guard {

    /** The environment variable that all processes of this JVM inherit. */
    static final String VARIABLE = "MCP_JUNIT_JVM";

    /** Its value in this JVM. */
    static final String VALUE = UUID.randomUUID().toString();

    /** What the shell and the Docker command line need, for a daemon with TLS too. */
    private static final Set<String> NEEDED = Set.of("PATH", "HOME", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");

    private static final Path SHELL = Path.of("/bin/sh");

    /** A line that came once stands for something that is still there; what has been cleaned up came twice. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            seen=''
            while IFS= read -r line; do
              [ "$line" = clean ] && exit
              seen="$seen$line
            "; done
            left=$(printf '%s' "$seen" | sort | uniq -u)
            outputs=$(printf '%s\\n' "$left" | sed -n 's/^output \\(.*\\)/-> \\1/p')
            limits=$(printf '%s\\n' "$left" | sed -n 's/^limit \\(.*\\)/Max file locks \\1 /p')
            containers() {
              printf '%s\\n' "$left" | sed -n 's/^label //p' | while read -r host label; do
                found=$(docker -H "$host" ps -aq --filter "label=$label" 2>/dev/null) &&
                  [ -n "$found" ] && docker -H "$host" rm -f $found >/dev/null 2>&1
              done
            }
            containers &
            for round in 1 2 3; do
              {
                grep -lF "$1" /proc/[0-9]*/environ
                [ -n "$outputs" ] && ls -l /proc/[0-9]*/fd/1 /proc/[0-9]*/fd/2 | grep -F "$outputs"
                [ -n "$limits" ] && grep '^Max file locks' /proc/[0-9]*/limits | tr -s ' ' | grep -F "$limits"
              } 2>/dev/null | sed -n 's#.*/proc/\\([0-9]*\\)/.*#\\1#p' | sort -u | while IFS= read -r pid; do
                [ "$pid" = "$$" ] || kill -9 "$pid" 2>/dev/null
              done
              sleep 0.3
            done
            printf '%s\\n' "$left" | sed -n 's/^directory //p' | while IFS= read -r directory; do rm -rf "$directory"; done
            wait
            containers
            """;

    private static final Guard INSTANCE = new Guard();

    /** The line after which the shell ends, because nothing is left to clean up. */
    private static final String CLEAN = "clean";

    /** How long a shutdown waits for the shell at most; it needs a few milliseconds. */
    private static final long MILLIS_TO_END = 200;

    private final Set<String> lines = new HashSet<>();
    private @Nullable Process shell;
    private boolean unavailable;

    private Guard() {}

    /** A directory that is to be removed if this JVM is killed; call {@link #released} when it has been. */
    public static String directory(Path directory) {
        return INSTANCE.hold("directory " + directory.toAbsolutePath());
    }

    /**
     * A label whose containers are to be removed if this JVM is killed; call {@link #released} when they have been.
     *
     * @param host the address of the Docker daemon, which may be one on another machine
     */
    public static String containers(URI host, String label, String value) {
        return INSTANCE.hold("label " + host + " " + label + "=" + value);
    }

    /** The pipe that a server writes to; call {@link #released} when all that hold it have ended. */
    static String output(String pipe) {
        return INSTANCE.hold("output " + pipe);
    }

    /** A resource limit that a server and everything it starts have. */
    static String limit(String value) {
        return INSTANCE.hold("limit " + value);
    }

    /** What was held before has been cleaned up. */
    public static void released(String held) {
        INSTANCE.release(held);
    }

    private synchronized String hold(String line) {
        if (line.indexOf('\n') < 0 && lines.add(line)) {
            write(line);
        }
        return line;
    }

    private synchronized void release(String line) {
        if (lines.remove(line)) {
            write(line);
        }
    }

    private void write(String line) {
        try {
            if (shell == null && !unavailable) {
                shell = start();
                Runtime.getRuntime().addShutdownHook(new Thread(this::end, "mcp-junit-guard-end"));
            }
            if (shell != null) {
                OutputStream pipe = shell.getOutputStream();
                pipe.write((line + "\n").getBytes(UTF_8));
                pipe.flush();
            }
        } catch (IOException | IllegalStateException noShellOrShuttingDown) {
            shell = null;
            unavailable = true;
        }
    }

    /**
     * Ends the shell when nothing is left. A JVM that exits waits 300 ms for threads in native code, and the thread
     * that waits for the end of the shell is one.
     */
    private synchronized void end() {
        if (shell == null || !lines.isEmpty()) {
            return;
        }
        try {
            write(CLEAN);
            if (shell != null) {
                shell.waitFor(MILLIS_TO_END, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Process start() throws IOException {
        if (!Files.isExecutable(SHELL) || !Files.isDirectory(Path.of("/proc/self"))) {
            unavailable = true;
            return null;
        }
        var builder =
                new ProcessBuilder(List.of(SHELL.toString(), "-c", SCRIPT, "mcp-junit-guard", VARIABLE + "=" + VALUE));
        // Its own environment has no mark, neither ours nor that of a test that looks for leftovers.
        builder.environment().keySet().removeIf(name -> !NEEDED.contains(name));
        return builder.directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
