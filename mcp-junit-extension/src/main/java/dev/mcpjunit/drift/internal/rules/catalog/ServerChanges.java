/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.rules.text.EntryTexts;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ServerDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code server.capability-added}, {@code server.capability-removed}, {@code server.capability-changed},
 * {@code server.instructions-changed}: what holds for the server as a whole.
 */
final class ServerChanges {

    private ServerChanges() {}

    static List<Change> changes(Catalog before, Catalog now) {
        var changes = new ArrayList<>(IdentityChanges.changes(before.server(), now.server()));
        capabilities(
                JsonPointer.ROOT.child("capabilities"),
                before.server().capabilities(),
                now.server().capabilities(),
                changes);
        String old = before.server().instructions().orElse("");
        String young = now.server().instructions().orElse("");
        if (!old.equals(young)) {
            changes.add(Texts.changed("server", Subject.SERVER, "instructions", old, young));
        }
        return EntryTexts.merged(
                changes, EntryTexts.suspicious("server", Subject.SERVER, texts(before.server()), texts(now.server())));
    }

    /** What a server says of itself, as a snapshot has it. */
    private static JsonObject texts(ServerDescription server) {
        return JsonObject.builder()
                .putIfPresent("instructions", server.instructions())
                .put("serverInfo", server.info())
                .put("capabilities", server.capabilities())
                .build();
    }

    private static void capabilities(JsonPointer at, JsonObject before, JsonObject now, List<Change> changes) {
        var names = new TreeMap<>(before.members());
        names.putAll(now.members());
        for (String name : names.keySet()) {
            boolean was = isOffered(before, name);
            boolean is = isOffered(now, name);
            JsonPointer place = at.child(name);
            if (was && !is) {
                changes.add(change(
                        "capability-removed",
                        place,
                        name.equals("listChanged") ? Compatibility.RISKY : Compatibility.BREAKING,
                        name + " is no longer offered"));
            } else if (is && !was) {
                changes.add(change("capability-added", place, Compatibility.COMPATIBLE, name + " is offered now"));
            } else if (is && before.get(name) instanceof JsonObject old && now.get(name) instanceof JsonObject young) {
                capabilities(place, old, young, changes);
            } else if (is && !Objects.equals(before.get(name), now.get(name))) {
                changes.add(change(
                                "capability-changed",
                                place,
                                Compatibility.RISKY,
                                name + " was " + before.get(name) + " and is " + now.get(name))
                        .withLongValues(before.get(name), now.get(name)));
            }
        }
    }

    private static boolean isOffered(JsonObject capabilities, String name) {
        JsonValue value = capabilities.get(name);
        return value != null && !value.equals(JsonBoolean.FALSE);
    }

    private static Change change(String rule, JsonPointer at, Compatibility compatibility, String words) {
        return Change.contract("server." + rule, Subject.SERVER, at, compatibility, words);
    }
}
