/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.internal.rpc.DeclaredCapabilities;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolChoice;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apiguardian.api.API;

/** Builds a {@link ServerSpec} from its source and its settings. Not thread-safe. */
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
    private ClientAuthorization authorization = ClientAuthorization.none();
    private final Set<String> clientCapabilities = new LinkedHashSet<>();
    private String name;
    private Transport transport = Transport.AUTO;
    private OptionalInt port = OptionalInt.empty();
    private String path = DEFAULT_PATH;
    private List<String> args = List.of();
    private ProtocolChoice protocol = ProtocolChoice.AUTO;
    private int replicas = 1;
    private Optional<CassetteSpec> cassette = Optional.empty();
    private Duration startupTimeout = Durations.parse(DEFAULT_STARTUP_TIMEOUT);
    private Duration requestTimeout = Durations.parse(DEFAULT_REQUEST_TIMEOUT);
    private Optional<DeclaredCatalog> declared = Optional.empty();

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
     * Set the transport.
     *
     * @param newTransport the transport; {@link Transport#AUTO} by default
     * @return this builder
     */
    public ServerSpecBuilder transport(Transport newTransport) {
        this.transport = newTransport;
        return this;
    }

    /**
     * Set the port that an HTTP server listens on: inside its container, or on this machine for a command.
     *
     * @param newPort 1 to 65535
     * @return this builder
     */
    public ServerSpecBuilder port(int newPort) {
        this.port = OptionalInt.of(newPort);
        return this;
    }

    /**
     * Set the path of the MCP endpoint of an HTTP server.
     *
     * @param newPath starts with {@code /}; {@value #DEFAULT_PATH} by default
     * @return this builder
     */
    public ServerSpecBuilder path(String newPath) {
        this.path = newPath;
        return this;
    }

    /**
     * Set the arguments of the container command of an image.
     *
     * @param words the arguments; none by default
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
     * Set whether connections send back the cookies that the server sets.
     *
     * @param kept whether they are sent back; not by default
     * @return this builder
     */
    public ServerSpecBuilder cookies(boolean kept) {
        cookies = kept ? Cookies.KEPT : Cookies.IGNORED;
        return this;
    }

    /**
     * Set how connections log in to a server that requires access tokens.
     *
     * @param how for which user or client, and with which scopes; by default, they do not log in
     * @return this builder
     */
    public ServerSpecBuilder authorization(ClientAuthorization how) {
        authorization = how;
        return this;
    }

    /**
     * Add capabilities that connections declare.
     *
     * @param capabilities for example {@code elicitation}, {@code sampling}, {@code roots}; a name with a slash is an
     *     extension. Settings follow an equals sign as a JSON object, for example <code>com.example/maps={"zoom":true}
     *     </code>
     * @return this builder
     * @throws IllegalArgumentException if settings are not a JSON object
     */
    public ServerSpecBuilder clientCapabilities(Collection<String> capabilities) {
        JsonObject unused = DeclaredCapabilities.of(capabilities);
        clientCapabilities.addAll(capabilities);
        return this;
    }

    /**
     * Set the revisions of the protocol that connections may speak.
     *
     * @param choice {@code AUTO} (the default), {@code LEGACY}, {@code MODERN} or a revision such as {@code 2025-06-18}
     * @return this builder
     * @throws IllegalArgumentException if it is none of these
     */
    public ServerSpecBuilder protocol(String choice) {
        this.protocol = new ProtocolChoice(choice);
        return this;
    }

    /**
     * Run several instances behind one address, which distributes requests round-robin.
     *
     * @param count 1 or more; 1 by default
     * @return this builder
     */
    public ServerSpecBuilder replicas(int count) {
        this.replicas = count;
        return this;
    }

    /**
     * Record what the server answers, and replay it later without the server.
     *
     * @param name the name of the file, without its extension
     * @return this builder
     * @throws IllegalArgumentException if it cannot be the name of a file on every system
     */
    public ServerSpecBuilder cassette(String name) {
        return cassette(CassetteSpec.named(name));
    }

    /**
     * Record what the server answers, and replay it later without the server.
     *
     * @param newCassette the file, and how requests are compared
     * @return this builder
     */
    public ServerSpecBuilder cassette(CassetteSpec newCassette) {
        this.cassette = Optional.of(newCassette);
        return this;
    }

    /**
     * Set the startup timeout.
     *
     * @param timeout how long the server may take to become ready; {@value #DEFAULT_STARTUP_TIMEOUT} by default
     * @return this builder
     */
    public ServerSpecBuilder startupTimeout(Duration timeout) {
        this.startupTimeout = timeout;
        return this;
    }

    /**
     * Set the request timeout.
     *
     * @param timeout how long each request may take; {@value #DEFAULT_REQUEST_TIMEOUT} by default
     * @return this builder
     */
    public ServerSpecBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = timeout;
        return this;
    }

    /**
     * Set what the server must list. After the start, it is compared with what the server lists. If they differ, the
     * start fails.
     *
     * @param catalog what the manifest of its bundle declares; nothing by default
     * @return this builder
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public ServerSpecBuilder declared(DeclaredCatalog catalog) {
        this.declared = Optional.of(catalog);
        return this;
    }

    /**
     * Build the spec.
     *
     * @return the spec; never {@code null}
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
                authorization,
                clientCapabilities,
                protocol,
                replicas,
                cassette,
                startupTimeout,
                requestTimeout,
                declared);
    }
}
