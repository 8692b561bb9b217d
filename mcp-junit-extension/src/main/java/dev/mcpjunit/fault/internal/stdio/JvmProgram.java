/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A program inside of this JVM that clients start as a command: they start a relay, and what they write to it arrives
 * here. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JvmProgram implements AutoCloseable {

    private final RelayListener listener;

    private JvmProgram(RelayListener listener) {
        this.listener = listener;
    }

    /** The standard output of the program for one client. */
    @FunctionalInterface
    public interface Output {

        /** Write a line, with its line end. */
        void write(byte[] line) throws IOException;
    }

    /** The program for one client. */
    public interface Input extends AutoCloseable {

        /** Take a line of the standard input. */
        void line(byte[] line);

        /** The standard input has ended. */
        @Override
        void close();
    }

    /**
     * Offer a program.
     *
     * @param name the name of the program, for the words of the command
     * @param sessions begins the program for a client that writes to the given output
     * @throws UncheckedIOException if this JVM cannot listen, or cannot write the relay's class file
     */
    public static JvmProgram start(String name, Function<Output, Input> sessions) {
        var upstream =
                new McpEndpoint.Stdio(List.of(name), Map.of(), Path.of("").toAbsolutePath());
        try {
            return new JvmProgram(new RelayListener(
                    name, upstream, (command, relay, client, threads) -> new Session(client, sessions)));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Cannot offer '" + name + "' as a command: " + failure.getMessage(), failure);
        }
    }

    /** What clients run. */
    public McpEndpoint.Stdio endpoint() {
        return listener.endpoint();
    }

    /** End the program for all clients. */
    @Override
    public void close() {
        listener.close();
    }

    private record Session(RelayLink client, Function<Output, Input> sessions) implements RelayListener.Session {

        @Override
        public void run() {
            try (Input input = sessions.apply(client::write)) {
                client.readInput(new LineCutter(new LineCutter.Taker() {
                    @Override
                    public void line(byte[] line) {
                        input.line(line);
                    }

                    @Override
                    public void piece(byte[] piece, boolean last) throws IOException {
                        throw new IOException("A line of more than " + LineCutter.LIMIT + " bytes");
                    }
                }));
                client.exit(0);
                client.awaitEnd();
            } catch (IOException clientGone) {
                // As every client goes one day.
            } finally {
                client.close();
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
