/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.endpoint;

import dev.mcpjunit.internal.base.CommandLine;
import dev.mcpjunit.internal.secret.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * The address or the command of an MCP server: what to hand to <em>your own</em> client.
 *
 * <pre>{@code
 * @Test
 * void answers(McpEndpoint weather) {
 *     var client = WeatherClient.connect(weather.httpUri());
 *     assertThat(client.forecast("Oslo")).contains("snow");
 * }
 * }</pre>
 *
 * <p>A test that needs a certain kind of endpoint can also declare its parameter as {@link Http} or {@link Stdio}.
 * {@code toString} shows only the names of headers and environment variables, because their values may be secret.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface McpEndpoint {

    /**
     * Describe the endpoint for messages, without secrets.
     *
     * @return the address or the command; never {@code null}
     */
    String describe();

    /**
     * Get the address of a server on HTTP.
     *
     * @return the full address with path; never {@code null}
     * @throws IllegalStateException if the endpoint is a command
     */
    default URI httpUri() {
        throw notHttp("address");
    }

    /**
     * Get the headers that every request must carry.
     *
     * @return the headers; empty if none are needed; never {@code null}
     * @throws IllegalStateException if the endpoint is a command
     */
    default Map<String, String> headers() {
        throw notHttp("headers");
    }

    /**
     * Get the command of a server on standard input and output.
     *
     * @return the program and its arguments; never {@code null} or empty
     * @throws IllegalStateException if the endpoint is an address
     */
    default List<String> stdioCommand() {
        throw notStdio("command");
    }

    /**
     * Get the environment variables to set for the command, on top of those of this JVM.
     *
     * @return the variables in order; empty if there are none; never {@code null}
     * @throws IllegalStateException if the endpoint is an address
     */
    default Map<String, String> stdioEnvironment() {
        throw notStdio("environment");
    }

    /**
     * Get the working directory of the command.
     *
     * @return an absolute path; never {@code null}
     * @throws IllegalStateException if the endpoint is an address
     */
    default Path stdioDirectory() {
        throw notStdio("working directory");
    }

    private IllegalStateException notHttp(String what) {
        return new IllegalStateException("The server runs on standard input and output (" + describe()
                + "), so it has no " + what + ". Use stdioCommand(), or let the server listen on HTTP:"
                + " transport = STREAMABLE_HTTP.");
    }

    private IllegalStateException notStdio(String what) {
        return new IllegalStateException("The server listens on HTTP (" + describe() + "), so it has no " + what
                + ". Use httpUri() and headers(), or run the server on standard input and output: transport = STDIO.");
    }

    /**
     * An endpoint on HTTP. It speaks Streamable HTTP, or the older HTTP+SSE if that is the server's transport.
     *
     * @param uri the full address with path, for example {@code http://127.0.0.1:8080/mcp}; with HTTP+SSE, the address
     *     of the event stream
     * @param headers headers that every request must carry; copied
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Http(URI uri, Map<String, String> headers) implements McpEndpoint {

        /** Copy the headers. */
        public Http {
            headers = Map.copyOf(headers);
            Secrets.of(Map.of(), headers).and(Secrets.of(uri)).remember();
        }

        /**
         * Make an endpoint that needs no headers.
         *
         * @param uri the full address with path
         */
        public Http(URI uri) {
            this(uri, Map.of());
        }

        /** Leave out what may be secret: user information, and a query with perhaps a token in it. */
        @Override
        public String describe() {
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?…");
        }

        @Override
        public URI httpUri() {
            return uri;
        }

        @Override
        public String toString() {
            return "Http[" + describe() + (headers.isEmpty() ? "" : ", headers " + new TreeSet<>(headers.keySet()))
                    + "]";
        }
    }

    /**
     * A command that speaks MCP on its standard input and output.
     *
     * @param command the program and its arguments; not empty; copied
     * @param environment variables to set on top of those of this JVM; copied in order
     * @param directory the working directory
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Stdio(List<String> command, Map<String, String> environment, Path directory) implements McpEndpoint {

        /** Copy the collections. */
        public Stdio {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("A command needs at least a program to run, but it is empty");
            }
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            Secrets.of(environment, Map.of()).and(Secrets.ofCommand(command)).remember();
            directory = directory.toAbsolutePath().normalize();
        }

        /**
         * Make an endpoint that runs in the working directory of this JVM.
         *
         * @param command the program and its arguments
         */
        public Stdio(List<String> command) {
            this(command, Map.of(), Path.of(""));
        }

        /**
         * Get the program.
         *
         * @return the first word of the command; never {@code null}
         */
        public String program() {
            return command.get(0);
        }

        /**
         * Get the arguments of the program.
         *
         * @return the command without its first word; never {@code null}
         */
        public List<String> arguments() {
            return command.subList(1, command.size());
        }

        @Override
        public List<String> stdioCommand() {
            return command;
        }

        @Override
        public Map<String, String> stdioEnvironment() {
            return environment;
        }

        @Override
        public Path stdioDirectory() {
            return directory;
        }

        @Override
        public String describe() {
            return Secrets.maskKnown(CommandLine.print(command));
        }

        @Override
        public String toString() {
            return "Stdio[" + describe() + (environment.isEmpty() ? "" : ", environment " + environment.keySet()) + "]";
        }
    }
}
