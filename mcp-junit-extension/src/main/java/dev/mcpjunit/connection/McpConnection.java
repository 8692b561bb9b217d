/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.PromptResult;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceContents;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A blocking client to one server. It speaks the protocol era that the server speaks, gives raw JSON where its own
 * methods say too little, and fails with a message that names server, method and cause.
 *
 * <pre>{@code
 * @Test
 * void forecasts(McpConnection weather) {
 *     ToolResult result = weather.callTool("get-forecast", Map.of("city", "Oslo"));
 *     assertThat(result).isSuccess().hasTextContaining("Oslo");
 * }
 * }</pre>
 *
 * <p>Each request is given up after the server's request time-out (see {@code @McpServer(requestTimeout)}).
 * Thread-safe; several requests may be under way at once. An injected connection lives as long as its server and is
 * closed with it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpConnection implements AutoCloseable {

    private final ConnectionOptions options;
    private final Conversation conversation;
    private final Listing listing;
    private final ServerDescription server;

    private McpConnection(Function<Inbox, Wire> wire, ConnectionOptions options, Deadline startup) {
        this.options = options;
        this.conversation = new Conversation(wire, options);
        this.listing = new Listing(options.server(), this::request);
        this.server = conversation.open(startup);
    }

    /**
     * Open a connection. Tests do not need this: they ask for a parameter of this type.
     *
     * @param wire makes the wire, given what takes the messages of the server
     * @param options how the connection behaves
     * @param startup when to give up
     * @return an open connection; never {@code null}
     * @throws McpException if the server does not open the conversation as the protocol says
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static McpConnection open(Function<Inbox, Wire> wire, ConnectionOptions options, Deadline startup) {
        return new McpConnection(wire, options, startup);
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
     * Get what the server said about itself when the connection opened.
     *
     * @return revision, name, capabilities and instructions; never {@code null}
     */
    public ServerDescription server() {
        return server;
    }

    /**
     * Call a tool without arguments.
     *
     * @param name the tool's name
     * @return its result, which may be an error of the tool's own; never {@code null}
     * @throws McpException if there is no result
     */
    public ToolResult callTool(String name) {
        return callTool(name, Map.of());
    }

    /**
     * Call a tool.
     *
     * @param name the tool's name
     * @param arguments the arguments, as {@link JsonValue#of} takes them
     * @return its result, which may be an error of the tool's own; never {@code null}
     * @throws McpException if there is no result
     */
    public ToolResult callTool(String name, Map<String, ?> arguments) {
        return new ToolResult(
                name, request(Methods.CALL_TOOL, call(name, arguments).build()));
    }

    /**
     * Call a tool and be told how far it is.
     *
     * @param name the tool's name
     * @param arguments the arguments, as {@link JsonValue#of} takes them
     * @param progress takes each progress notification of this call, in order, on a thread of the connection
     * @return its result, which may be an error of the tool's own; never {@code null}
     * @throws McpException if there is no result
     */
    public ToolResult callTool(String name, Map<String, ?> arguments, Consumer<Progress> progress) {
        JsonValue token = JsonValue.of("progress-" + conversation.nextId());
        Consumer<JsonObject> listener = notification -> notification
                .object("params")
                .filter(params -> "notifications/progress"
                                .equals(notification.string("method").orElse(""))
                        && token.equals(params.get("progressToken")))
                .ifPresent(params -> progress.accept(new Progress(params)));
        conversation.serverRequests().listen(listener);
        try {
            JsonObject params = call(name, arguments)
                    .put("_meta", Map.of("progressToken", token))
                    .build();
            return new ToolResult(name, request(Methods.CALL_TOOL, params));
        } finally {
            conversation.serverRequests().unlisten(listener);
        }
    }

    private static JsonObject.Builder call(String name, Map<String, ?> arguments) {
        return JsonObject.builder().put("name", name).put("arguments", arguments);
    }

    /**
     * List all tools of all pages.
     *
     * @return the tools in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<Tool> listTools() {
        return listing.all(McpList.TOOLS).stream().map(Tool::new).toList();
    }

    /**
     * List all prompts of all pages.
     *
     * @return the prompts in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<Prompt> listPrompts() {
        return listing.all(McpList.PROMPTS).stream().map(Prompt::new).toList();
    }

    /**
     * List all resources of all pages.
     *
     * @return the resources in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<Resource> listResources() {
        return listing.all(McpList.RESOURCES).stream().map(Resource::new).toList();
    }

    /**
     * List all resource templates of all pages.
     *
     * @return the templates in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<ResourceTemplate> listResourceTemplates() {
        return listing.all(McpList.RESOURCE_TEMPLATES).stream()
                .map(ResourceTemplate::new)
                .toList();
    }

    /**
     * Capture everything the server declares now. A list whose capability the server does not declare is empty.
     *
     * @return the catalog as a value; never {@code null}
     * @throws McpException if a list cannot be read to its end
     */
    public Catalog catalog() {
        boolean resources = server.offers("resources");
        return new Catalog(
                server,
                options.client().capabilities(),
                server.offers("tools") ? listTools() : List.of(),
                server.offers("prompts") ? listPrompts() : List.of(),
                resources ? listResources() : List.of(),
                resources ? templatesIfKnown() : List.of());
    }

    /** Many servers with resources have never heard of templates, and the protocol has no capability that tells. */
    private List<ResourceTemplate> templatesIfKnown() {
        try {
            return listResourceTemplates();
        } catch (McpErrorException refused) {
            if (refused.code() == RpcErrors.METHOD_NOT_FOUND) {
                return List.of();
            }
            throw refused;
        }
    }

    /**
     * Get a prompt.
     *
     * @param name the prompt's name
     * @param arguments its arguments
     * @return the filled-in prompt; never {@code null}
     * @throws McpException if there is no result
     */
    public PromptResult getPrompt(String name, Map<String, String> arguments) {
        return new PromptResult(
                request(Methods.GET_PROMPT, call(name, arguments).build()));
    }

    /**
     * Read a resource.
     *
     * @param uri the resource's URI
     * @return its contents; never {@code null}
     * @throws McpException if there is no result
     */
    public ResourceContents readResource(String uri) {
        return new ResourceContents(request(
                Methods.READ_RESOURCE, JsonObject.builder().put("uri", uri).build()));
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
    public JsonObject request(String method, JsonObject params) {
        return request(method, params, options.requestTimeout());
    }

    /**
     * Send any request with a time-out of its own.
     *
     * @param method the JSON-RPC method
     * @param params its parameters
     * @param timeout when to give up; the server is then told that the request is cancelled
     * @return the {@code result}, raw; never {@code null}
     * @throws McpErrorException if the server answers with an error
     * @throws McpException if there is no answer
     */
    public JsonObject request(String method, JsonObject params, Duration timeout) {
        return conversation.request(method, params, timeout);
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
     * Script how the user answers when the server asks by {@code elicitation/create}. The last script counts.
     *
     * @param script gives the answer for the request's parameters
     * @return this connection
     * @throws IllegalStateException if the connection has not declared that it can be asked
     */
    public McpConnection onElicitation(Function<JsonObject, ElicitationAnswer> script) {
        return onRequest(
                Methods.ELICIT, "elicitation", params -> script.apply(params).raw());
    }

    /**
     * Script what the model says when the server asks by {@code sampling/createMessage}. The last script counts.
     *
     * @param script gives the raw result for the request's parameters
     * @return this connection
     * @throws IllegalStateException if the connection has not declared that it can be asked
     */
    public McpConnection onSampling(Function<JsonObject, JsonObject> script) {
        return onRequest(Methods.SAMPLE, "sampling", script);
    }

    /**
     * Say which roots there are when the server asks by {@code roots/list}. The last call counts.
     *
     * @param roots the roots, as {@code file:} URIs
     * @return this connection
     * @throws IllegalStateException if the connection has not declared that it can be asked
     */
    public McpConnection withRoots(List<URI> roots) {
        var result = JsonObject.builder()
                .put(
                        "roots",
                        roots.stream()
                                .map(root -> Map.of("uri", root.toString()))
                                .toList())
                .build();
        return onRequest(Methods.LIST_ROOTS, "roots", params -> result);
    }

    private McpConnection onRequest(String method, String capability, Function<JsonObject, JsonObject> script) {
        if (!options.client().capabilities().has(capability)) {
            throw new IllegalStateException(
                    "Server '" + options.server() + "' was not told that this client can answer " + method
                            + ". Declare it: @McpServer(clientCapabilities = \"" + capability + "\")");
        }
        conversation.serverRequests().script(method, script);
        return this;
    }

    /**
     * Listen for what the server tells by itself: changed lists, and updates of resources. It is then in
     * {@link #notifications()}. In the stateless era this is {@code subscriptions/listen}; in the handshake era the
     * stream that HTTP needs for it is opened with the connection, and this waits for it and subscribes to each
     * resource.
     *
     * @param resources the URIs of resources whose updates are wanted
     * @return what ends it; never {@code null}
     * @throws McpException if the server has no such channel, or does not open it in time
     */
    public Subscription listen(String... resources) {
        return conversation.listen(server, List.of(resources), Deadline.after(options.requestTimeout()));
    }

    /**
     * Get what the server told by itself since the connection opened.
     *
     * @return the notifications, raw and in order; the first 10,000; never {@code null}
     */
    public List<JsonObject> notifications() {
        return conversation.serverRequests().notifications();
    }

    /**
     * Get what the server did that the protocol forbids but that did no harm here, such as text on standard output.
     *
     * @return one line for each; empty when there is nothing; never {@code null}
     */
    public List<String> findings() {
        return conversation.findings();
    }

    /** Close the connection; a server that was started for it ends. Idempotent. */
    @Override
    public void close() {
        conversation.close();
    }
}
