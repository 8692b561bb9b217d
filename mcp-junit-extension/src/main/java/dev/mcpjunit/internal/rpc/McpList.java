/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The lists that a server offers, with their names in requests, results and capabilities. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum McpList {
    /** The tools. */
    TOOLS("tools/list", "tools", "tools", "name"),
    /** The prompts. */
    PROMPTS("prompts/list", "prompts", "prompts", "name"),
    /** The resources. */
    RESOURCES("resources/list", "resources", "resources", "uri"),
    /** The resource templates; they have no capability of their own. */
    RESOURCE_TEMPLATES("resources/templates/list", "resourceTemplates", "resources", "uriTemplate");

    private final String method;
    private final String member;
    private final String capability;
    private final String key;

    McpList(String method, String member, String capability, String key) {
        this.method = method;
        this.member = member;
        this.capability = capability;
        this.key = key;
    }

    /** Get the list that a method asks for. */
    public static Optional<McpList> askedForBy(String method) {
        return Stream.of(values()).filter(list -> list.method.equals(method)).findFirst();
    }

    /** The method that asks for a page. */
    public String method() {
        return method;
    }

    /** The member of the result that has the entries. */
    public String member() {
        return member;
    }

    /** The capability of servers that have the list. */
    public String capability() {
        return capability;
    }

    /** The member by which an entry is identified. */
    public String key() {
        return key;
    }
}
