/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.ServerSource.Command;
import dev.mcpjunit.server.ServerSource.Container;
import dev.mcpjunit.server.ServerSource.Dockerfile;
import dev.mcpjunit.server.ServerSource.Image;
import dev.mcpjunit.server.ServerSource.InProcess;
import dev.mcpjunit.server.ServerSource.Remote;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Describes a server that a test needs. The programmatic form of {@code @McpServer}:
 *
 * <pre>{@code
 * static ServerSpec weather() {
 *     return ServerSpec.command("java", "-jar", "weather.jar").env("API_KEY", "test").startupTimeout(ofSeconds(5)).build();
 * }
 * }</pre>
 *
 * <p>Scope {@code RUN} starts one server for equal specs.
 *
 * @param name the server's name in parameters, messages and file names
 * @param source where it comes from
 * @param transport how to speak with it
 * @param port the port of an HTTP server: inside the container, or for a command on this machine; empty to find a free
 *     or exposed one
 * @param path the path of the MCP endpoint on an HTTP server that is started here
 * @param args arguments of the container command of an image
 * @param env variables for its environment
 * @param headers headers for every HTTP request
 * @param cookies what connections do with the cookies that the server sets
 * @param authorization how connections log in to a server that requires tokens
 * @param clientCapabilities what connections declare, for example {@code elicitation}
 * @param protocol which revisions of the protocol connections may speak
 * @param replicas how many instances of it run behind one address; 1 for the server itself
 * @param cassette where its answers are recorded and replayed from, if they are
 * @param startupTimeout how long it may take to become ready
 * @param requestTimeout how long a request may take
 * @param declared the tools and prompts that the manifest of the server's bundle declares
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ServerSpec(
        String name,
        ServerSource source,
        Transport transport,
        OptionalInt port,
        String path,
        List<String> args,
        Map<String, String> env,
        Map<String, String> headers,
        Cookies cookies,
        ClientAuthorization authorization,
        Set<String> clientCapabilities,
        ProtocolChoice protocol,
        int replicas,
        Optional<CassetteSpec> cassette,
        Duration startupTimeout,
        Duration requestTimeout,
        Optional<DeclaredCatalog> declared) {

    /**
     * Copy the collections.
     *
     * @throws IllegalArgumentException if {@code replicas} is below 1, connections are to log in where that is not
     *     supported (over another transport than Streamable HTTP, or at a recording), or a header or environment
     *     variable has a character that it cannot carry; its value is not printed
     */
    public ServerSpec {
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas = " + replicas + " must be positive");
        }
        if (authorization.login() != Login.NONE) {
            requireLogin(name, transport, cassette);
        }
        args = List.copyOf(args);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        Secrets.of(env, headers).and(Secrets.ofCommand(args)).remember();
        SendableValues.requireVariables(name, env);
        SendableValues.requireHeaders(name, headers);
        clientCapabilities = Collections.unmodifiableSet(new LinkedHashSet<>(clientCapabilities));
    }

    private static void requireLogin(String name, Transport transport, Optional<CassetteSpec> cassette) {
        if (transport == Transport.SSE || transport == Transport.STDIO) {
            throw new IllegalArgumentException("A connection logs in over Streamable HTTP only, and the server '" + name
                    + "' has transport = " + transport + ". Set a token in 'headers', or do not log in.");
        }
        if (cassette.isPresent()) {
            throw new IllegalArgumentException("The server '" + name + "' has a cassette, and logins are not recorded."
                    + " Set a token in 'headers', or do not log in.");
        }
    }

    /**
     * Describe a server in a container.
     *
     * @param reference the image, for example {@code ghcr.io/acme/weather:1.4}
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder image(String reference) {
        return new ServerSpecBuilder(new Image(reference));
    }

    /**
     * Describe a server in a container whose image is built first.
     *
     * @param path a Dockerfile, or a directory that has one
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder dockerfile(Path path) {
        return new ServerSpecBuilder(new Dockerfile(path));
    }

    /**
     * Describe a server that a command starts.
     *
     * @param words the program and its arguments
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder command(String... words) {
        return new ServerSpecBuilder(new Command(List.of(words)));
    }

    /**
     * Describe a server that is already running.
     *
     * @param uri the full address of its MCP endpoint
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder url(URI uri) {
        return endpoint(new McpEndpoint.Http(uri));
    }

    /**
     * Describe a server by its endpoint.
     *
     * @param endpoint where it can be reached
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder endpoint(McpEndpoint endpoint) {
        return new ServerSpecBuilder(new Remote(endpoint));
    }

    /**
     * Describe a server in this JVM.
     *
     * @param factory an {@link McpServerFactory}, or a class with a method that makes a server of the Java SDK
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder inProcess(Class<?> factory) {
        return new ServerSpecBuilder(new InProcess(factory));
    }

    /**
     * Describe a server in a Testcontainers container.
     *
     * @param container an {@code org.testcontainers.containers.GenericContainer}
     * @return a builder with defaults for everything else; never {@code null}
     */
    public static ServerSpecBuilder container(Object container) {
        return new ServerSpecBuilder(new Container(container));
    }

    /**
     * Give the server another name.
     *
     * @param newName the name in parameters, messages and file names
     * @return a copy that differs in its name only; never {@code null}
     */
    public ServerSpec named(String newName) {
        return copy(newName, transport, env, protocol, replicas, cassette);
    }

    /**
     * Describe one of the replicas by itself.
     *
     * @param number 1 to {@link #replicas()}
     * @return a copy for one instance, named after the server and its number; never {@code null}
     */
    public ServerSpec replica(int number) {
        return copy(name + "-" + number, transport, env, protocol, 1, cassette);
    }

    /**
     * Use another protocol and transport.
     *
     * @param otherProtocol which revisions connections may speak
     * @param otherTransport how to speak with it
     * @return a copy that differs in these only; never {@code null}
     */
    public ServerSpec speaking(ProtocolChoice otherProtocol, Transport otherTransport) {
        return copy(name, otherTransport, env, otherProtocol, replicas, cassette);
    }

    /**
     * Use other variables.
     *
     * @param variables all variables for the server's environment
     * @return a copy that differs in these only; never {@code null}
     */
    public ServerSpec withEnv(Map<String, String> variables) {
        return copy(name, transport, variables, protocol, replicas, cassette);
    }

    /**
     * Record what the server answers, and replay it later without the server.
     *
     * @param file the cassette
     * @return a copy that differs in its cassette only; never {@code null}
     */
    public ServerSpec recordedTo(CassetteSpec file) {
        return copy(name, transport, env, protocol, replicas, Optional.of(file));
    }

    private ServerSpec copy(
            String otherName,
            Transport otherTransport,
            Map<String, String> otherEnv,
            ProtocolChoice otherProtocol,
            int count,
            Optional<CassetteSpec> otherCassette) {
        return new ServerSpec(
                otherName,
                source,
                otherTransport,
                port,
                path,
                args,
                otherEnv,
                headers,
                cookies,
                authorization,
                clientCapabilities,
                otherProtocol,
                count,
                otherCassette,
                startupTimeout,
                requestTimeout,
                declared);
    }

    /** Values of the environment and of headers may be secret: show their names only. */
    @Override
    public String toString() {
        return "server '" + name + "' from " + source.describe();
    }
}
