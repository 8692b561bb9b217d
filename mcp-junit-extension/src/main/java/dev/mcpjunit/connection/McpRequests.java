/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RpcErrors;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The requests that a connection has a method for. */
abstract class McpRequests {

    abstract ConnectionOptions options();

    abstract Conversation conversation();

    abstract ServerDescription server();

    abstract boolean isClosed();

    private final Tasks tasks = new Tasks(this);
    private final AtomicLong toolErrors = new AtomicLong();

    /** The result of a tool, after it is counted if it is an error. */
    JsonObject countingToolErrors(JsonObject result) {
        if (new ToolResult("", result).isError()) {
            toolErrors.incrementAndGet();
        }
        return result;
    }

    /**
     * Count the results of tools that reported an error.
     *
     * @return their number since the connection opened
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public long toolErrors() {
        return toolErrors.get();
    }

    abstract JsonObject request(String method, JsonObject params);

    abstract JsonObject request(String method, JsonObject params, Duration timeout);

    private Listing listing() {
        return new Listing(options().server(), this::request, options().requestTimeout());
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
     * Call a tool. If the client has declared {@code tasks} and the server executes the call as a task, wait for its
     * end within the same timeout. A task that is too late is canceled.
     *
     * @param name the tool's name
     * @param arguments the arguments, as {@link JsonValue#of} takes them
     * @return its result, which may be an error of the tool's own; never {@code null}
     * @throws McpException if there is no result
     */
    public ToolResult callTool(String name, Map<String, ?> arguments) {
        return tasks.call(name, call(name, arguments).build());
    }

    /**
     * Call a tool and receive its progress.
     *
     * @param name the tool's name
     * @param arguments the arguments, as {@link JsonValue#of} takes them
     * @param progress takes each progress notification of this call, in order, on a thread of the connection
     * @return its result, which may be an error of the tool's own; never {@code null}
     * @throws McpException if there is no result
     */
    public ToolResult callTool(String name, Map<String, ?> arguments, Consumer<Progress> progress) {
        return conversation()
                .withProgress(
                        token -> tasks.call(
                                name,
                                call(name, arguments)
                                        .put("_meta", Map.of("progressToken", token))
                                        .build()),
                        progress);
    }

    /**
     * Call a tool as a task, and do not wait for its result. In revision 2025-11-25, the call requests a task; since
     * 2026-07-28, the server decides whether a call is a task.
     *
     * @param name the tool's name
     * @param arguments the arguments, as {@link JsonValue#of} takes them
     * @return the task; never {@code null}
     * @throws IllegalStateException if the client has not declared {@code tasks}, the server does not offer tasks, or
     *     it answers with a result
     * @throws McpException if there is no answer
     */
    public McpTask startTask(String name, Map<String, ?> arguments) {
        return tasks.start(name, call(name, arguments).build(), Optional.empty());
    }

    /**
     * Call a tool as a task, and suggest how long the server keeps it. In revision 2025-11-25 only; since 2026-07-28,
     * the server alone decides, and the suggestion is not sent.
     *
     * @param name the tool's name
     * @param arguments the arguments, as {@link JsonValue#of} takes them
     * @param ttl the time to live from its creation, at least one millisecond
     * @return the task; never {@code null}
     * @throws IllegalStateException if the client has not declared {@code tasks}, the server does not offer tasks, or
     *     it answers with a result
     * @throws McpException if there is no answer
     */
    public McpTask startTask(String name, Map<String, ?> arguments, Duration ttl) {
        return tasks.start(
                name,
                call(name, arguments).build(),
                Optional.of(Preconditions.requirePositive("The time to live of a task", ttl)));
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
        return list(McpList.TOOLS, Tool::new);
    }

    /**
     * List all prompts of all pages.
     *
     * @return the prompts in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<Prompt> listPrompts() {
        return list(McpList.PROMPTS, Prompt::new);
    }

    /**
     * List all resources of all pages.
     *
     * @return the resources in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<Resource> listResources() {
        return list(McpList.RESOURCES, Resource::new);
    }

    /**
     * List all resource templates of all pages.
     *
     * @return the templates in the server's order; never {@code null}
     * @throws McpException if the list cannot be read to its end
     */
    public List<ResourceTemplate> listResourceTemplates() {
        return list(McpList.RESOURCE_TEMPLATES, ResourceTemplate::new);
    }

    /**
     * Capture everything the server declares now. A list whose capability the server does not declare is empty.
     *
     * @return the catalog as a value; never {@code null}
     * @throws McpException if a list cannot be read to its end
     */
    public Catalog catalog() {
        boolean resources = server().offers("resources");
        return new Catalog(
                server(),
                options().client().capabilities(),
                server().offers("tools") ? listTools() : List.of(),
                server().offers("prompts") ? listPrompts() : List.of(),
                resources ? listResources() : List.of(),
                resources ? templatesIfKnown() : List.of());
    }

    private <T> List<T> list(McpList list, Function<JsonObject, T> entry) {
        return listing().all(list, ProtocolEra.of(server().protocol())).stream()
                .map(entry)
                .toList();
    }

    /** Many servers with resources do not know templates, and no capability says so. */
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
}
