/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.model.ProtocolChoice;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apiguardian.api.API;

/** Collects a {@link ServerSpec}; begins with its source. Not thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ServerSpecBuilder {

    /** How long a server may take to become ready: {@value}. */
    public static final String DEFAULT_STARTUP_TIMEOUT = "30 s";

    /** How long a request may take: {@value}. */
    public static final String DEFAULT_REQUEST_TIMEOUT = "20 s";

    /** Where HTTP servers usually have their MCP endpoint: {@value}. */
    public static final String DEFAULT_PATH = "/mcp";

    private final ServerSource source;
    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Cookies cookies = Cookies.IGNORED;
    private final Set<String> clientCapabilities = new LinkedHashSet<>();
    private String name;
    private Transport transport = Transport.AUTO;
    private OptionalInt port = OptionalInt.empty();
    private String path = DEFAULT_PATH;
    private List<String> args = List.of();
    private ProtocolChoice protocol = ProtocolChoice.AUTO;
    private int replicas = 1;
    private Duration startupTimeout = Durations.parse(DEFAULT_STARTUP_TIMEOUT);
    private Duration requestTimeout = Durations.parse(DEFAULT_REQUEST_TIMEOUT);

    /**
     * Begin with a source.
     *
     * @param source where the server comes from; the server is named after it
     */
    public ServerSpecBuilder(ServerSource source) {
        this.source = source;
        this.name = source.defaultName();
    }

    /**
     * Name the server.
     *
     * @param newName the name in parameters, messages and file names
     * @return this builder
     */
    public ServerSpecBuilder name(String newName) {
        this.name = newName;
        return this;
    }

    /**
     * Choose how to speak with the server.
     *
     * @param newTransport the transport
     * @return this builder
     */
    public ServerSpecBuilder transport(Transport newTransport) {
        this.transport = newTransport;
        return this;
    }

    /**
     * Give the port of an HTTP server: inside the container, or for a command on this machine.
     *
     * @param newPort 1 to 65535
     * @return this builder
     */
    public ServerSpecBuilder port(int newPort) {
        this.port = OptionalInt.of(newPort);
        return this;
    }

    /**
     * Give the path of the MCP endpoint.
     *
     * @param newPath starting with {@code /}
     * @return this builder
     */
    public ServerSpecBuilder path(String newPath) {
        this.path = newPath;
        return this;
    }

    /**
     * Give the words for the command of an image.
     *
     * @param words the words
     * @return this builder
     */
    public ServerSpecBuilder args(List<String> words) {
        this.args = words;
        return this;
    }

    /**
     * Set a variable of the server's environment.
     *
     * @param variable its name
     * @param value its value
     * @return this builder
     */
    public ServerSpecBuilder env(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    /**
     * Send a header with every HTTP request.
     *
     * @param header its name
     * @param value its value
     * @return this builder
     */
    public ServerSpecBuilder header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /**
     * Say whether connections send back the cookies that the server sets.
     *
     * @param kept whether they are sent back; not by default
     * @return this builder
     */
    public ServerSpecBuilder cookies(boolean kept) {
        cookies = kept ? Cookies.KEPT : Cookies.IGNORED;
        return this;
    }

    /**
     * Declare what connections can do.
     *
     * @param capabilities for example {@code elicitation}, {@code sampling}, {@code roots}
     * @return this builder
     */
    public ServerSpecBuilder clientCapabilities(Collection<String> capabilities) {
        clientCapabilities.addAll(capabilities);
        return this;
    }

    /**
     * Choose the revision of the protocol.
     *
     * @param choice {@code AUTO}, {@code LEGACY}, {@code MODERN} or a revision such as {@code 2025-06-18}
     * @return this builder
     * @throws IllegalArgumentException if it is none of these
     */
    public ServerSpecBuilder protocol(String choice) {
        this.protocol = new ProtocolChoice(choice);
        return this;
    }

    /**
     * Run several instances behind one address that hands each request to the next of them.
     *
     * @param count 1 or more
     * @return this builder
     */
    public ServerSpecBuilder replicas(int count) {
        this.replicas = count;
        return this;
    }

    /**
     * Bound the start.
     *
     * @param timeout how long the server may take to become ready
     * @return this builder
     */
    public ServerSpecBuilder startupTimeout(Duration timeout) {
        this.startupTimeout = timeout;
        return this;
    }

    /**
     * Bound each request.
     *
     * @param timeout how long a request may take
     * @return this builder
     */
    public ServerSpecBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = timeout;
        return this;
    }

    /**
     * Make the spec.
     *
     * @return a spec of what was collected so far; never {@code null}
     */
    public ServerSpec build() {
        return new ServerSpec(
                name,
                source,
                transport,
                port,
                path,
                args,
                env,
                headers,
                cookies,
                clientCapabilities,
                protocol,
                replicas,
                startupTimeout,
                requestTimeout);
    }
}
