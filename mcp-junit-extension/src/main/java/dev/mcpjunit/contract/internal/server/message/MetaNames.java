/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The keys in {@code _meta} of a message. Pure. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MetaNames {

    private static final String LABEL = "[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern KEY = Pattern.compile(
            "(?:" + LABEL + "(?:\\." + LABEL + ")*/)?" + "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?");

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    /** The protocol does not define the content of these members, so _meta has no meaning in them. */
    private static final Set<String> FOREIGN =
            Set.of("inputSchema", "outputSchema", "requestedSchema", "structuredContent", "arguments", "input");

    private MetaNames() {}

    public static boolean isLawful(String key) {
        return KEY.matcher(key).matches();
    }

    /** Wrong keys, and values of reserved keys in another form than theirs, as ends of sentences. */
    public static List<String> problems(JsonValue value) {
        var problems = new ArrayList<String>();
        collect(value, (key, content) -> {
            if (!isLawful(key)) {
                problems.add("'" + key + "' in _meta.");
            }
            if (key.equals("traceparent")
                    && !(content instanceof JsonString text
                            && TRACE.matcher(text.value()).matches())) {
                problems.add("a traceparent in _meta that does not have the format of W3C Trace Context: " + content);
            }
        });
        return problems;
    }

    /** All keys of all {@code _meta} members. */
    public static List<String> in(JsonValue value) {
        var keys = new ArrayList<String>();
        collect(value, (key, content) -> keys.add(key));
        return keys;
    }

    private static void collect(JsonValue value, BiConsumer<String, JsonValue> keys) {
        if (value instanceof JsonArray array) {
            array.items().forEach(item -> collect(item, keys));
        } else if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                if (name.equals("_meta") && member instanceof JsonObject meta) {
                    meta.members().forEach(keys);
                } else if (!FOREIGN.contains(name)) {
                    collect(member, keys);
                }
            });
        }
    }
}
