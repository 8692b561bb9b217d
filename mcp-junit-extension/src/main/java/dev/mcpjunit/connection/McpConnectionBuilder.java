/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.ServerLink;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.internal.wire.http.HttpWire;
import dev.mcpjunit.internal.wire.http.sse.FallbackWire;
import dev.mcpjunit.internal.wire.http.sse.SseWire;
import dev.mcpjunit.internal.wire.stdio.StdioWire;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Opens a further {@link McpConnection} to an endpoint: as another client, in another revision, or with other headers
 * than the injected one.
 *
 * <pre>{@code
 * @Test
 * void hides_drafts_from_guests(McpEndpoint weather) {
 *     try (McpConnection guest = McpConnection.builder(weather)
 *             .header("Authorization", "Bearer guest")
 *             .protocol("2025-06-18")
 *             .open()) {
 *         assertThat(guest.listTools()).extracting(Tool::name).doesNotContain("publish-draft");
 *     }
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpConnectionBuilder {

    private final McpEndpoint endpoint;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String name;
    private ClientProfile client = ClientProfile.PLAIN;
    private ProtocolChoice protocol = ProtocolChoice.AUTO;
    private Transport transport = Transport.AUTO;
    private Cookies cookies = Cookies.IGNORED;
    private ClientAuthorization authorization = ClientAuthorization.none();
    private Duration requestTimeout = Duration.ofSeconds(20);
    private Duration openTimeout = Duration.ofSeconds(30);

    McpConnectionBuilder(McpEndpoint endpoint) {
        this.endpoint = endpoint;
        this.name = endpoint instanceof McpEndpoint.Http http
                ? http.uri().getAuthority()
                : String.valueOf(Path.of(endpoint.stdioCommand().get(0)).getFileName());
    }

    /**
     * Set the name of the server in messages.
     *
     * @param name the name; by default host and port, or the name of the program
     * @return this builder
     */
    public McpConnectionBuilder name(String name) {
        this.name = name;
        return this;
    }

    /**
     * Set what the client reports about itself to the server.
     *
     * @param client name, version and capabilities; by default {@link ClientProfile#PLAIN}
     * @return this builder
     */
    public McpConnectionBuilder client(ClientProfile client) {
        this.client = client;
        return this;
    }

    /**
     * Set the revisions that may be used.
     *
     * @param protocol {@code AUTO} (the default), {@code LEGACY}, {@code MODERN} or a revision such as
     *     {@code 2025-06-18}
     * @return this builder
     * @throws IllegalArgumentException if it is none of these
     */
    public McpConnectionBuilder protocol(String protocol) {
        this.protocol = new ProtocolChoice(protocol);
        return this;
    }

    /**
     * Set the transport of an HTTP endpoint.
     *
     * @param transport {@link Transport#AUTO} (the default) tries Streamable HTTP first and HTTP+SSE where that is
     *     refused
     * @return this builder
     * @throws IllegalArgumentException if the endpoint cannot have this transport
     */
    public McpConnectionBuilder transport(Transport transport) {
        boolean fits = transport == Transport.AUTO
                || (transport == Transport.STDIO) == (endpoint instanceof McpEndpoint.Stdio);
        if (!fits) {
            throw new IllegalArgumentException(
                    "transport = " + transport + " does not fit the endpoint " + endpoint.describe());
        }
        this.transport = transport;
        return this;
    }

    /**
     * Add a header to each request. It replaces a header of the endpoint with the same name.
     *
     * @param name the header
     * @param value its value; never shown in messages
     * @return this builder
     * @throws IllegalArgumentException if the endpoint is a command
     */
    public McpConnectionBuilder header(String name, String value) {
        if (endpoint instanceof McpEndpoint.Stdio) {
            throw new IllegalArgumentException("The header " + name
                    + " cannot be sent: the server runs on standard input and output (" + endpoint.describe() + ")");
        }
        headers.put(name, value);
        return this;
    }

    /**
     * Send back the cookies that the server sets, for as long as the connection is open. Needed behind a load balancer
     * that keeps each client at one instance by a cookie. By default, cookies are ignored, as most MCP clients do.
     *
     * @return this builder
     */
    public McpConnectionBuilder cookies() {
        this.cookies = Cookies.KEPT;
        return this;
    }

    /**
     * Log in when the server answers 401, and request further scopes when it answers 403. The authorization server is
     * found as the specification says, and its tokens are sent to no other server.
     *
     * @param how for which user or client, and with which scopes; by default, the connection does not log in
     * @return this builder
     */
    public McpConnectionBuilder authorization(ClientAuthorization how) {
        this.authorization = how;
        return this;
    }

    /**
     * Set how long each request may take.
     *
     * @param timeout more than zero; 20 seconds by default
     * @return this builder
     */
    public McpConnectionBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = Preconditions.requirePositive("The request timeout", timeout);
        return this;
    }

    /**
     * Set how long opening the connection may take.
     *
     * @param timeout more than zero; 30 seconds by default
     * @return this builder
     */
    public McpConnectionBuilder openTimeout(Duration timeout) {
        this.openTimeout = Preconditions.requirePositive("The open timeout", timeout);
        return this;
    }

    /**
     * Open the connection. On standard input and output this starts a process of its own, which ends with the
     * connection.
     *
     * @return an open connection, to be closed by the caller; never {@code null}
     * @throws McpException if the connection cannot be opened
     */
    public McpConnection open() {
        return McpConnection.open(link(), client, protocol, requestTimeout, Deadline.after(openTimeout));
    }

    private ServerLink link() {
        boolean logsIn = authorization.login() != Login.NONE;
        if (logsIn && (transport == Transport.SSE || endpoint instanceof McpEndpoint.Stdio)) {
            throw new IllegalArgumentException("A connection logs in over Streamable HTTP only, and not at "
                    + endpoint.describe() + (transport == Transport.SSE ? " over HTTP+SSE" : "")
                    + ". Set a token by header(…), or do not log in.");
        }
        if (endpoint instanceof McpEndpoint.Stdio stdio) {
            var server = new StdioServer(name, stdio);
            return new ServerLink(name, inbox -> new StdioWire(name, server.start(stdio), inbox), server::exitReport);
        }
        var http = new McpEndpoint.Http(endpoint.httpUri(), allHeaders());
        return new ServerLink(name, inbox -> httpWire(http, inbox), Optional::empty);
    }

    private Wire httpWire(McpEndpoint.Http http, Inbox inbox) {
        return switch (transport) {
            case SSE -> new SseWire(name, http, inbox, cookies);
            case STREAMABLE_HTTP -> loggingIn(http, inbox);
            default ->
                authorization.login() == Login.NONE
                        ? new FallbackWire(name, http, inbox, cookies)
                        : loggingIn(http, inbox);
        };
    }

    private Wire loggingIn(McpEndpoint.Http http, Inbox inbox) {
        return new HttpWire(name, http, inbox, cookies, authorization, ServerTape.OFF);
    }

    private Map<String, String> allHeaders() {
        var all = new LinkedHashMap<>(endpoint.headers());
        headers.forEach((header, value) -> {
            all.keySet().removeIf(header::equalsIgnoreCase);
            all.put(header, value);
        });
        return all;
    }
}
