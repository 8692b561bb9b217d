/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Judges what tools and pages declare for hosts. Members that the extension does not know are left alone.
 *
 * @param violation takes what is malformed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record AppSettings(Consumer<String> violation) {

    private static final Set<String> VISIBILITIES = Set.of("model", "app");
    private static final List<String> ORIGINS =
            List.of("connectDomains", "resourceDomains", "frameDomains", "baseUriDomains");

    /** A scheme, a host whose first label may be a wildcard, a port, and at most the root as a path. */
    private static final Pattern ORIGIN = Pattern.compile(
            "(?:(?:https?|wss?)://)?(?:\\[[0-9A-Fa-f:.]++]|(?:\\*\\.)?[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+)"
                    + "(?::(?:\\d{1,5}|\\*))?/?",
            Pattern.CASE_INSENSITIVE);

    /** Judge {@code _meta.ui} of a tool. */
    public void ofTool(String tool, @Nullable JsonValue ui) {
        String where = "tool '" + tool + "'";
        object(where + " has _meta.ui", ui).ifPresent(settings -> {
            string(where, settings, "resourceUri");
            if (settings.has("visibility")) {
                visibility(where, settings.get("visibility"));
            }
        });
    }

    private void visibility(String where, @Nullable JsonValue value) {
        boolean isValid = value instanceof JsonArray array
                && !array.items().isEmpty()
                && array.items().stream()
                        .allMatch(item -> item instanceof JsonString text && VISIBILITIES.contains(text.value()));
        if (!isValid) {
            report(where + " has the visibility " + value + ", not a list of \"model\" and \"app\".");
        }
    }

    /** Judge {@code _meta.ui} of a page. */
    public void ofPage(String page, @Nullable JsonValue ui) {
        object(page + " has _meta.ui", ui).ifPresent(settings -> {
            string(page, settings, "domain");
            if (settings.has("prefersBorder") && !(settings.get("prefersBorder") instanceof JsonBoolean)) {
                report(page + " has prefersBorder " + settings.get("prefersBorder") + ", not a boolean.");
            }
            if (settings.has("permissions")) {
                object(page + " has permissions", settings.get("permissions")).ifPresent(permissions -> permissions
                        .names()
                        .forEach(name -> object(page + " has the permission " + name, permissions.get(name))));
            }
            if (settings.has("csp")) {
                object(page + " has csp", settings.get("csp")).ifPresent(csp -> origins(page, csp));
            }
        });
    }

    private void origins(String page, JsonObject csp) {
        for (String member : ORIGINS) {
            if (!csp.has(member)) {
                continue;
            }
            if (csp.get(member) instanceof JsonArray list) {
                list.items().stream()
                        .filter(item -> !(item instanceof JsonString text && isOrigin(text.value())))
                        .forEach(item -> report(page + " has " + item + " in " + member + ", which is no origin."));
            } else {
                report(page + " has " + member + " " + csp.get(member) + ", not a list.");
            }
        }
    }

    public static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }

    private void string(String where, JsonObject settings, String member) {
        if (settings.has(member) && !(settings.get(member) instanceof JsonString)) {
            report(where + " has " + member + " " + settings.get(member) + ", not a string.");
        }
    }

    private Optional<JsonObject> object(String what, @Nullable JsonValue value) {
        if (value instanceof JsonObject object) {
            return Optional.of(object);
        }
        if (value != null) {
            report(what + " " + value + ", not an object.");
        }
        return Optional.empty();
    }

    private void report(String what) {
        violation.accept(Character.toUpperCase(what.charAt(0)) + what.substring(1));
    }
}
