/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.testkit.Awaiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A client that starts a command and sees nothing but bytes. */
final class RawClient implements AutoCloseable {

    static final Duration BOUND = Duration.ofSeconds(30);

    private final Process process;
    private final Stream output;
    private final Stream errors;

    RawClient(McpEndpoint.Stdio endpoint) {
        this(endpoint, true);
    }

    RawClient(McpEndpoint.Stdio endpoint, boolean inheritsEnvironment) {
        var builder = new ProcessBuilder(endpoint.command());
        if (!inheritsEnvironment) {
            builder.environment().clear();
        }
        builder.environment().putAll(endpoint.environment());
        builder.directory(endpoint.directory().toFile());
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        output = new Stream(process.getInputStream());
        errors = new Stream(process.getErrorStream());
    }

    /** Compares what it has without a copy, because some outputs take much of a small heap. */
    private static final class Bytes extends ByteArrayOutputStream {
        synchronized boolean isExactly(byte[] expected) {
            return Arrays.equals(buf, 0, count, expected, 0, expected.length);
        }
    }

    private static final class Stream {
        private final Bytes bytes = new Bytes();
        private volatile boolean ended;

        Stream(InputStream from) {
            var thread = new Thread(() -> {
                try (from) {
                    from.transferTo(bytes);
                } catch (IOException closed) {
                    // Its end all the same.
                }
                ended = true;
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** In a character set that any bytes survive. */
        String text() {
            boolean complete = ended;
            return bytes.toString(ISO_8859_1) + (complete ? "<EOF>" : "");
        }
    }

    RawClient say(String text) {
        return say(text.getBytes(UTF_8));
    }

    RawClient say(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the output has ended and is this to the byte. */
    boolean hasEndedWith(byte[] expected) {
        return output.ended && output.bytes.isExactly(expected);
    }

    String output() {
        return output.text();
    }

    String errors() {
        return errors.text();
    }

    /** Wait until the output is this; an end of the stream reads {@code <EOF>}. */
    void awaitOutput(String regex) {
        var pattern = Pattern.compile(regex, Pattern.DOTALL);
        Awaiting.until(BOUND, () -> assertThat(output()).matches(pattern));
    }

    void awaitErrors(String regex) {
        var pattern = Pattern.compile(regex, Pattern.DOTALL);
        Awaiting.until(BOUND, () -> assertThat(errors()).matches(pattern));
    }

    int awaitExit() {
        try {
            return process.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS).exitValue();
        } catch (Exception late) {
            throw new AssertionError("The process still runs", late);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> kill() {
        process.destroyForcibly();
        return process.onExit();
    }

    @Override
    public void close() {
        CompletableFuture<Process> unused = kill();
    }
}
