/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.ServerLink;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.model.ServerDescription;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A blocking client to one server. It speaks the era of the protocol that the server speaks. {@link #request} returns
 * raw JSON for everything that has no method of its own. Failures name server, method and cause.
 *
 * <pre>{@code
 * @Test
 * void forecasts(McpConnection weather) {
 *     ToolResult result = weather.callTool("get-forecast", Map.of("city", "Oslo"));
 *     assertThat(result).isSuccess().hasTextContaining("Oslo");
 * }
 * }</pre>
 *
 * <p>Each request has the request timeout of the server (see {@code @McpServer(requestTimeout)}); a whole list may take
 * five times as long. Thread-safe; several requests may be in flight. An injected connection is closed with its server.
 * {@link #builder} opens a further one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpConnection extends McpRequests implements AutoCloseable {

    private final ConnectionOptions options;
    private final Conversation conversation;
    private final ServerDescription server;
    private volatile boolean closed;
    private final Map<Class<?>, Object> companions = new ConcurrentHashMap<>();

    private McpConnection(ConnectionOptions options, Deadline startup) {
        this.options = options;
        this.conversation = new Conversation(options);
        this.server = conversation.open(startup);
    }

    @API(status = API.Status.INTERNAL, since = "0.1")
    public static McpConnection open(
            ServerLink link, ClientProfile client, ProtocolChoice protocol, Duration requestTimeout, Deadline startup) {
        return new McpConnection(new ConnectionOptions(link, client, protocol, requestTimeout), startup);
    }

    /**
     * Open a further connection to an endpoint, with the defaults of {@link #builder}.
     *
     * @param endpoint where the server is, for example an injected endpoint
     * @return an open connection, to be closed by the caller; never {@code null}
     * @throws McpException if the connection cannot be opened
     */
    public static McpConnection open(McpEndpoint endpoint) {
        return builder(endpoint).open();
    }

    /**
     * Create a builder for a further connection to an endpoint, for example as another client or in another revision.
     *
     * @param endpoint where the server is, for example an injected endpoint
     * @return a builder; nothing is opened yet; never {@code null}
     */
    public static McpConnectionBuilder builder(McpEndpoint endpoint) {
        return new McpConnectionBuilder(endpoint);
    }

    /**
     * Get the name that the test gave to the server.
     *
     * @return the name; never {@code null}
     */
    public String serverName() {
        return options.server();
    }

    /**
     * Get the server's description of itself from when the connection opened.
     *
     * @return revision, name, capabilities and instructions; never {@code null}
     */
    @Override
    public ServerDescription server() {
        return server;
    }

    /**
     * Send any request.
     *
     * @param method the JSON-RPC method
     * @param params its parameters
     * @return the {@code result}, raw; never {@code null}
     * @throws McpErrorException if the server answers with an error
     * @throws McpException if there is no answer
     */
    @Override
    public JsonObject request(String method, JsonObject params) {
        return request(method, params, options.requestTimeout());
    }

    /**
     * Send any request with its own timeout.
     *
     * @param method the JSON-RPC method
     * @param params its parameters
     * @param timeout how long it may take; it is then canceled at the server
     * @return the {@code result}, raw; never {@code null}
     * @throws McpErrorException if the server answers with an error
     * @throws McpException if there is no answer
     */
    @Override
    public JsonObject request(String method, JsonObject params, Duration timeout) {
        JsonObject result = conversation.request(method, params, timeout);
        return method.equals(Methods.CALL_TOOL) ? countingToolErrors(result) : result;
    }

    /**
     * Send any notification.
     *
     * @param method the JSON-RPC method
     * @param params its parameters
     * @throws McpException if it cannot be delivered
     */
    public void notify(String method, JsonObject params) {
        conversation.notify(method, params, Deadline.after(options.requestTimeout()));
    }

    /**
     * Script how the user answers {@code elicitation/create}. The last script counts.
     *
     * @param script gives the answer for the request's parameters
     * @return this connection
     * @throws IllegalStateException if the connection has not declared the capability
     */
    public McpConnection onElicitation(Function<JsonObject, ElicitationAnswer> script) {
        return onRequest(
                Methods.ELICIT, "elicitation", params -> script.apply(params).raw());
    }

    /**
     * Script what the model answers to {@code sampling/createMessage}. The last script counts.
     *
     * @param script gives the raw result for the request's parameters
     * @return this connection
     * @throws IllegalStateException if the connection has not declared the capability
     */
    public McpConnection onSampling(Function<JsonObject, JsonObject> script) {
        return onRequest(Methods.SAMPLE, "sampling", script);
    }

    /**
     * Set the answer to {@code roots/list}. The last call counts.
     *
     * @param roots the roots, as {@code file:} URIs
     * @return this connection
     * @throws IllegalStateException if the connection has not declared the capability
     */
    public McpConnection withRoots(List<URI> roots) {
        var uris = roots.stream().map(root -> Map.of("uri", root.toString())).toList();
        JsonObject result = JsonObject.builder().put("roots", uris).build();
        return onRequest(Methods.LIST_ROOTS, "roots", params -> result);
    }

    private McpConnection onRequest(String method, String capability, Function<JsonObject, JsonObject> script) {
        if (!options.client().capabilities().has(capability)) {
            throw new IllegalStateException(
                    "This client did not declare to server '" + options.server() + "' that it can answer " + method
                            + ". Declare it: @McpServer(clientCapabilities = \"" + capability + "\")");
        }
        conversation.serverRequests().script(method, script);
        return this;
    }

    /**
     * Listen for changed lists and updates of resources; they are then in {@link #notifications()}. In the stateless
     * era this is {@code subscriptions/listen}; in the handshake era it waits for the stream that HTTP needs, and
     * subscribes to each resource.
     *
     * @param resources the URIs of resources whose updates are wanted
     * @return the subscription, to be closed to end it; never {@code null}
     * @throws McpException if the server has no such channel, or does not open it in time
     */
    public Subscription listen(String... resources) {
        return conversation.listen(server, List.of(resources), Deadline.after(options.requestTimeout()));
    }

    /**
     * Get the notifications that the server has sent since the connection opened.
     *
     * @return the notifications, raw and in order; at most 10,000, and at most a quarter of {@code mcp.message.limit}
     *     (64 MiB or a 16th of the heap) in size; never {@code null}
     */
    public List<JsonObject> notifications() {
        return conversation.serverRequests().notifications();
    }

    /**
     * Count how often the server has announced that one of its lists has changed.
     *
     * @return the number of notifications, also of those that {@link #notifications()} no longer keeps
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public long listChanges() {
        return conversation.serverRequests().listChanges();
    }

    /**
     * Get an object that lives as long as the connection.
     *
     * @param type its type; there is one of each
     * @param fresh makes it
     * @return the object; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public <T> T companion(Class<T> type, Supplier<T> fresh) {
        return type.cast(companions.computeIfAbsent(type, any -> fresh.get()));
    }

    /**
     * Get breaches of the protocol that did no harm here, such as text on standard output.
     *
     * @return one line for each; empty when there is nothing; never {@code null}
     */
    public List<String> findings() {
        return conversation.findings();
    }

    /**
     * Get the answers that no request was waiting for.
     *
     * @return their number, also of those that {@link #findings()} no longer keeps; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public UnexpectedAnswers unexpectedAnswers() {
        return conversation.wire().unexpectedAnswers();
    }

    /**
     * Get what authorization servers issued to this connection.
     *
     * @return the secrets, which must not be written; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Secrets secrets() {
        return conversation.wire().secrets();
    }

    @Override
    ConnectionOptions options() {
        return options;
    }

    @Override
    Conversation conversation() {
        return conversation;
    }

    /** Check whether {@link #close()} was called. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Close the connection; a server that was started for it ends. Idempotent. */
    @Override
    public void close() {
        closed = true;
        conversation.close();
    }
}
