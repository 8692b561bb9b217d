/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Everything a server declares, as a value: once captured, the server is no longer needed.
 *
 * <p>Entries are in the server's order, and an entry that the server lists twice is here twice.
 *
 * @param server what the server says about itself
 * @param clientCapabilities what the client declared when it asked; servers offer more to clients that can do more
 * @param tools all tools of all pages
 * @param prompts all prompts of all pages
 * @param resources all resources of all pages
 * @param resourceTemplates all resource templates of all pages
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Catalog(
        ServerDescription server,
        JsonObject clientCapabilities,
        List<Tool> tools,
        List<Prompt> prompts,
        List<Resource> resources,
        List<ResourceTemplate> resourceTemplates) {

    /** Copy the lists. */
    public Catalog {
        tools = List.copyOf(tools);
        prompts = List.copyOf(prompts);
        resources = List.copyOf(resources);
        resourceTemplates = List.copyOf(resourceTemplates);
    }

    /**
     * Find a tool.
     *
     * @param name the tool's name
     * @return the first tool of that name, if there is one
     */
    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /**
     * Find a prompt.
     *
     * @param name the prompt's name
     * @return the first prompt of that name, if there is one
     */
    public Optional<Prompt> prompt(String name) {
        return prompts.stream().filter(prompt -> prompt.name().equals(name)).findFirst();
    }

    /**
     * Find a resource.
     *
     * @param uri the resource's URI
     * @return the first resource of that URI, if there is one
     */
    public Optional<Resource> resource(String uri) {
        return resources.stream().filter(resource -> resource.uri().equals(uri)).findFirst();
    }
}
