/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a server declares. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CatalogAssert extends AbstractAssert<CatalogAssert, Catalog> {

    CatalogAssert(Catalog actual) {
        super(actual, CatalogAssert.class);
    }

    /**
     * Verify that the server has tools of these names. It may have more.
     *
     * @param names the names
     * @return this
     * @throws AssertionError if one is missing, with those that the server has
     */
    public CatalogAssert hasTools(String... names) {
        isNotNull();
        return hasAll("tool", actual.tools().stream().map(Tool::name).toList(), names);
    }

    /**
     * Verify that the server has no tool of any of these names.
     *
     * @param names the names
     * @return this
     * @throws AssertionError if there is one
     * @throws IllegalArgumentException if there is no name
     */
    public CatalogAssert hasNoTools(String... names) {
        isNotNull();
        requireNames("tool", names);
        for (String name : names) {
            if (actual.tool(name).isPresent()) {
                throw failure(
                        "Expected server '%s' to have no tool '%s', but it has",
                        Printable.line(actual.server().name()), Printable.line(name));
            }
        }
        return this;
    }

    /**
     * Verify that the server has prompts of these names. It may have more.
     *
     * @param names the names
     * @return this
     * @throws AssertionError if one is missing, with those that the server has
     */
    public CatalogAssert hasPrompts(String... names) {
        isNotNull();
        return hasAll("prompt", actual.prompts().stream().map(Prompt::name).toList(), names);
    }

    /**
     * Verify that the server has resources of these URIs. It may have more.
     *
     * @param uris the URIs
     * @return this
     * @throws AssertionError if one is missing, with those that the server has
     */
    public CatalogAssert hasResources(String... uris) {
        isNotNull();
        return hasAll("resource", actual.resources().stream().map(Resource::uri).toList(), uris);
    }

    /**
     * Verify that the server has these resource templates. It may have more.
     *
     * @param uriTemplates the URI templates
     * @return this
     * @throws AssertionError if one is missing, with those that the server has
     */
    public CatalogAssert hasResourceTemplates(String... uriTemplates) {
        isNotNull();
        return hasAll(
                "resource template",
                actual.resourceTemplates().stream()
                        .map(ResourceTemplate::uriTemplate)
                        .toList(),
                uriTemplates);
    }

    private CatalogAssert hasAll(String kind, List<String> present, String... wanted) {
        requireNames(kind, wanted);
        List<String> missing =
                Stream.of(wanted).filter(name -> !present.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw failure(
                    "Expected server '%s' to have the %ss %s, but it lacks %s. It has%n  %s",
                    Printable.line(actual.server().name()),
                    kind,
                    printable(List.of(wanted)),
                    printable(missing),
                    printable(present));
        }
        return this;
    }

    private static void requireNames(String kind, String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("Name at least one " + kind);
        }
    }

    private static List<String> printable(List<String> names) {
        return names.stream().map(Printable::line).toList();
    }
}
