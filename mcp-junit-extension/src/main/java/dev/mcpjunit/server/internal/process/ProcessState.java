/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux knows about a process and Java does not; elsewhere the best that can be said without it. */
final class ProcessState {

    private static final Path PROC = Path.of("/proc");
    private static final char UNKNOWN = '?';
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final long KIB = 1024;
    private static final Duration END_IS_REPORTED = Duration.ofSeconds(10);

    private ProcessState() {}

    /**
     * Check whether a process still runs. A process that ended stays listed until its parent asks: in a container,
     * forever.
     */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && state(directory(process).resolve("stat")) != 'Z';
    }

    /** Get the exit code of a process that has ended. On a busy machine, the JVM learns of the end a little later. */
    static OptionalInt exitCode(Process ended) {
        try {
            return ended.waitFor(END_IS_REPORTED.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(ended.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Tell whether no thread of a process runs any more, because it was stopped or because it has ended. */
    static boolean isStopped(ProcessHandle process) {
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(directory(process).resolve("task"))) {
            for (Path thread : threads) {
                char state = state(thread.resolve("stat"));
                if (state != 'T' && state != 't' && state != 'Z' && state != UNKNOWN) {
                    return false;
                }
            }
            return true;
        } catch (IOException noSuchListHere) {
            return true;
        }
    }

    /** How many bytes of memory a process has; empty if the system does not say it in the way of Linux. */
    static OptionalLong residentBytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(directory(process).resolve("status"), ISO_8859_1)) {
            return lines.map(RESIDENT::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)) * KIB)
                    .findFirst();
        } catch (IOException | UncheckedIOException goneOrElsewhere) {
            return OptionalLong.empty();
        }
    }

    private static Path directory(ProcessHandle process) {
        return PROC.resolve(Long.toString(process.pid()));
    }

    /** The letter after the name, which is in parentheses and may have some itself. */
    private static char state(Path stat) {
        try {
            String text = Files.readString(stat, ISO_8859_1);
            int afterName = text.lastIndexOf(')') + 2;
            return afterName > 1 && afterName < text.length() ? text.charAt(afterName) : UNKNOWN;
        } catch (IOException gone) {
            return UNKNOWN;
        }
    }
}
