/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ServerDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * {@code server.version-changed}, {@code server.protocol-changed}, {@code server.info-changed}: what is expected to
 * move. {@code server.name-changed}: another name is another server, or one that took its place.
 */
final class IdentityChanges {

    private IdentityChanges() {}

    static List<Change> changes(ServerDescription before, ServerDescription now) {
        var changes = new ArrayList<Change>();
        String old = before.protocol().date();
        String young = now.protocol().date();
        if (!old.isEmpty() && !young.isEmpty() && !old.equals(young)) {
            changes.add(Change.of(
                    "server.protocol-changed",
                    Subject.SERVER,
                    ToolPair.at("protocolVersion"),
                    Aspect.NOTATION,
                    Compatibility.COSMETIC,
                    Trust.NONE,
                    "the protocol revision was " + old + " and is " + young));
        }
        var names = new TreeSet<>(before.info().names());
        names.addAll(now.info().names());
        // A catalog that was captured without them says nothing about them.
        if (before.info().isEmpty() || now.info().isEmpty()) {
            names.clear();
        }
        for (String name : names) {
            if (!Objects.equals(before.info().get(name), now.info().get(name))) {
                changes.add(changed(name, before.info(), now.info()));
            }
        }
        return changes;
    }

    private static Change changed(String name, JsonObject before, JsonObject now) {
        JsonValue old = before.get(name);
        JsonValue young = now.get(name);
        JsonPointer at = ToolPair.at("serverInfo", name);
        boolean isName = name.equals("name");
        return Change.of(
                        isName
                                ? "server.name-changed"
                                : name.equals("version") ? "server.version-changed" : "server.info-changed",
                        Subject.SERVER,
                        at,
                        isName ? Aspect.AUTHORITY : Aspect.NOTATION,
                        Compatibility.COSMETIC,
                        isName ? Trust.REVIEW : Trust.NONE,
                        Fields.words(old, young))
                .withLongValues(old, young);
    }
}
