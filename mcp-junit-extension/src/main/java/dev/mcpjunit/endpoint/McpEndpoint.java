/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.endpoint;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Where an MCP server can be reached: what to hand to <em>your own</em> client. Ask for the shape you expect, or for
 * either:
 *
 * <pre>{@code
 * @Test
 * void answers(McpEndpoint.Http weather) {
 *     var client = WeatherClient.connect(weather.uri());
 *     …
 * }
 * }</pre>
 *
 * <p>Values of headers and of environment variables may be secret, so {@code toString} shows their names only.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface McpEndpoint {

    /**
     * Tell where the server is, without secrets.
     *
     * @return the address or the command, for messages; never {@code null}
     */
    String describe();

    /**
     * An endpoint on HTTP. It speaks Streamable HTTP, or the older HTTP+SSE if that is the server's transport.
     *
     * @param uri the full address with path, for example {@code http://127.0.0.1:8080/mcp}; with HTTP+SSE, the address
     *     of the event stream
     * @param headers headers that every request has to carry; copied
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Http(URI uri, Map<String, String> headers) implements McpEndpoint {

        /** Copy the headers. */
        public Http {
            headers = Map.copyOf(headers);
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
        public String describe() {
            return String.join(" ", command);
        }

        @Override
        public String toString() {
            return "Stdio[" + describe() + (environment.isEmpty() ? "" : ", environment " + environment.keySet()) + "]";
        }
    }
}
