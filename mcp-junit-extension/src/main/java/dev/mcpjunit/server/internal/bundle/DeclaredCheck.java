/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.text.Similarity;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.server.DeclaredCatalog;
import dev.mcpjunit.server.DeclaredCatalog.Entries;
import dev.mcpjunit.server.DeclaredCatalog.Entry;
import dev.mcpjunit.server.DeclaredCatalog.Extent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Compares what a manifest declares with what the server lists. Names must be the same. Descriptions may differ: those
 * of a manifest are written for users and may be translated.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeclaredCheck {

    private static final System.Logger LOG = System.getLogger(DeclaredCheck.class.getName());

    private DeclaredCheck() {}

    /**
     * Require that a server lists what its manifest declares.
     *
     * @throws ServerStartException if it does not, with all differences
     */
    public static void require(String server, DeclaredCatalog declared, Catalog catalog) {
        List<String> differences = differences(declared, catalog);
        if (!differences.isEmpty()) {
            throw new ServerStartException(
                    "Server '" + server + "' is not what " + declared.manifest() + " declares:\n  "
                            + String.join("\n  ", differences)
                            + "\n  Change the manifest or the server, and pack the bundle again.",
                    null);
        }
        descriptions(declared, catalog)
                .forEach(line -> LOG.log(
                        System.Logger.Level.WARNING, "Server '" + server + "': " + declared.manifest() + ": " + line));
    }

    /** List the differences, as sentences. */
    static List<String> differences(DeclaredCatalog declared, Catalog catalog) {
        var found = new ArrayList<String>();
        List<String> tools = catalog.tools().stream().map(Tool::name).toList();
        found.addAll(names("tool", "tools", declared.tools(), tools));
        List<String> prompts = catalog.prompts().stream().map(Prompt::name).toList();
        found.addAll(names("prompt", "prompts", declared.prompts(), prompts));
        for (Entry prompt : declared.prompts().entries()) {
            catalog.prompt(prompt.name()).ifPresent(real -> missingArguments(prompt, real)
                    .forEach(argument -> found.add("the manifest declares the argument '" + argument
                            + "' of the prompt '" + Printable.line(prompt.name()) + "', which the server does not"
                            + " list.")));
        }
        if (!declared.definitions().isEmpty()) {
            drift(declared, catalog).ifPresent(found::add);
        }
        return found;
    }

    private static List<String> names(String one, String member, Entries declared, List<String> listed) {
        var found = new ArrayList<String>();
        Set<String> names = new TreeSet<>();
        for (Entry entry : declared.entries()) {
            names.add(entry.name());
            if (!listed.contains(entry.name())) {
                found.add("the manifest declares the " + one + " '" + Printable.line(entry.name())
                        + "', which the server does not list."
                        + Similarity.nearest(entry.name(), Set.copyOf(listed))
                                .map(near -> " It lists '" + Printable.line(near) + "'.")
                                .orElse(""));
            }
        }
        if (declared.extent() == Extent.ALL) {
            for (String name : new TreeSet<>(listed)) {
                if (!names.contains(name)) {
                    found.add("the server lists the " + one + " '" + Printable.line(name)
                            + "', which the manifest does not declare (" + member + "_generated is not true).");
                }
            }
        }
        return found;
    }

    private static Set<String> missingArguments(Entry declared, Prompt real) {
        Set<String> listed = real.arguments().stream()
                .map(argument -> argument.string("name").orElse(""))
                .collect(toSet());
        Set<String> missing = new TreeSet<>(declared.arguments());
        missing.removeAll(listed);
        return missing;
    }

    /** Whole definitions can be compared as a pinned catalog is. */
    private static Optional<String> drift(DeclaredCatalog declared, Catalog catalog) {
        List<Tool> definitions = declared.definitions().stream().map(Tool::new).toList();
        Set<String> names = definitions.stream().map(Tool::name).collect(toSet());
        List<Tool> listed = catalog.tools().stream()
                .filter(tool -> names.contains(tool.name()))
                .toList();
        DriftReport report =
                Drift.compare(withTools(catalog, definitions), withTools(catalog, listed), DriftOptions.defaults());
        return report.fails()
                ? Optional.of("the definitions of tools in _meta differ from those that the server lists:\n"
                        + DriftText.of(report).indent(4).stripTrailing())
                : Optional.empty();
    }

    private static Catalog withTools(Catalog catalog, List<Tool> tools) {
        return new Catalog(
                catalog.server(),
                catalog.clientCapabilities(),
                tools,
                catalog.prompts(),
                catalog.resources(),
                catalog.resourceTemplates());
    }

    /** Descriptions that differ, as sentences. */
    private static List<String> descriptions(DeclaredCatalog declared, Catalog catalog) {
        Map<String, Optional<String>> real = catalog.tools().stream()
                .collect(toMap(Tool::name, Tool::description, (first, second) -> first, LinkedHashMap::new));
        return declared.tools().entries().stream()
                .filter(entry ->
                        entry.description().isPresent() && !entry.description().equals(real.get(entry.name())))
                .map(entry -> "the description of the tool '" + Printable.line(entry.name())
                        + "' differs from the one that the server lists.")
                .toList();
    }
}
