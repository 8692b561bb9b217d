/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.DeclaredCatalog;
import dev.mcpjunit.server.DeclaredCatalog.Entries;
import dev.mcpjunit.server.DeclaredCatalog.Entry;
import dev.mcpjunit.server.DeclaredCatalog.Extent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the manifest of a bundle says about the tools and prompts of its server. */
final class ManifestContents {

    private ManifestContents() {}

    /** Read it, and reject what is malformed. */
    static DeclaredCatalog read(ConfigNode root) {
        return new DeclaredCatalog(
                root.file().toString(), entries(root, "tools"), entries(root, "prompts"), definitions(root));
    }

    private static Entries entries(ConfigNode root, String list) {
        boolean isPart = root.flag(list + "_generated");
        Optional<ConfigNode> declared = root.member(list);
        Extent extent = declared.isEmpty() ? Extent.NOTHING : isPart ? Extent.PART : Extent.ALL;
        Set<String> names = new HashSet<>();
        List<Entry> entries = root.items(list).stream()
                .map(one -> {
                    String name = one.requiredText("name");
                    if (!names.add(name)) {
                        throw one.wrong("the name is there twice in '" + list + "'");
                    }
                    Set<String> arguments = list.equals("tools")
                            ? Set.of()
                            : one.items("arguments").stream()
                                    .map(ConfigNode::text)
                                    .collect(Collectors.toSet());
                    return new Entry(name, one.text("description"), arguments);
                })
                .toList();
        return new Entries(extent, entries);
    }

    /** The answer to {@code tools/list} that some clients take from the manifest instead of asking the server. */
    private static List<JsonObject> definitions(ConfigNode root) {
        return root.members("_meta").values().stream()
                .flatMap(vendor -> vendor.member("static_responses").stream())
                .flatMap(answers -> answers.member("tools/list").stream())
                .flatMap(answer -> answer.items("tools").stream())
                .peek(tool -> tool.requiredText("name"))
                .flatMap(tool -> Stream.of((JsonObject) tool.value()))
                .toList();
    }
}
