/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes of fields that have no rule of their own: to be reviewed, since clients may act on them. */
final class Fields {

    private static final Map<String, String> RULES = Map.of("_meta", "meta-changed", "icons", "icons-changed");

    private Fields() {}

    static List<Change> changed(String prefix, Subject subject, JsonObject before, JsonObject now, Set<String> except) {
        var names = new TreeSet<>(before.names());
        names.addAll(now.names());
        names.removeAll(except);
        var changes = new ArrayList<Change>();
        for (String name : names) {
            JsonValue old = before.get(name);
            JsonValue young = now.get(name);
            if (!Objects.equals(old, young)) {
                boolean review = !name.equals("icons") || !hosts(old).containsAll(hosts(young));
                changes.add(Change.of(
                                prefix + "." + RULES.getOrDefault(name, "field-changed"),
                                subject,
                                ToolPair.at(name),
                                Aspect.AUTHORITY,
                                Compatibility.COSMETIC,
                                review ? Trust.REVIEW : Trust.NONE,
                                words(old, young))
                        .withLongValues(old, young));
            }
        }
        return changes;
    }

    /** No difference is lost: where no rule has found one, it is reported as a changed field. */
    static List<Change> orElse(List<Change> found, String prefix, Subject subject, JsonObject before, JsonObject now) {
        if (!found.isEmpty() || before.equals(now)) {
            return found;
        }
        return List.of(Change.of(
                        prefix + ".field-changed",
                        subject,
                        JsonPointer.ROOT,
                        Aspect.AUTHORITY,
                        Compatibility.COSMETIC,
                        Trust.REVIEW,
                        "was " + before + " and is " + now)
                .withLongValues(before, now));
    }

    static String words(@Nullable JsonValue before, @Nullable JsonValue now) {
        return before == null ? "is now " + now : now == null ? "is gone" : "was " + before + " and is " + now;
    }

    /** Scheme and host of every address in a value. */
    private static Set<String> hosts(@Nullable JsonValue value) {
        var hosts = new LinkedHashSet<String>();
        if (value instanceof JsonString text) {
            hosts.add(host(text.value()));
        } else if (value instanceof JsonObject object) {
            object.members().values().forEach(inner -> hosts.addAll(hosts(inner)));
        } else if (value instanceof dev.mcpjunit.json.JsonArray array) {
            array.forEach(inner -> hosts.addAll(hosts(inner)));
        }
        return hosts;
    }

    private static String host(String text) {
        try {
            var uri = URI.create(text);
            return uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }
}
