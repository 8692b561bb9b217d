/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the tags of a page load from origins that the page does not declare. It does not see what scripts and
 * styles load.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AppOrigins {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=\"'/]++)\\s*+(?:=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"']++)))?+");

    private static final Map<String, String> MEMBERS = Map.of("iframe", "frameDomains", "base", "baseUriDomains");
    private static final Map<String, Set<String>> LOADING = Map.of(
            "script", Set.of("src"),
            "img", Set.of("src", "srcset"),
            "link", Set.of("href", "imagesrcset"),
            "iframe", Set.of("src"),
            "audio", Set.of("src"),
            "video", Set.of("src", "poster"),
            "source", Set.of("src", "srcset"),
            "track", Set.of("src"),
            "input", Set.of("src"),
            "base", Set.of("href"));
    private static final Set<String> LOADING_LINKS =
            Set.of("stylesheet", "icon", "preload", "modulepreload", "manifest");

    private final JsonObject csp;

    public AppOrigins(JsonObject csp) {
        this.csp = csp;
    }

    /** What is loaded although the page does not declare it, each as the tag, the address and the missing member. */
    public List<String> undeclared(String html) {
        var undeclared = new ArrayList<String>();
        HtmlTags.of(html).forEach(tag -> {
            String member = MEMBERS.getOrDefault(tag.name(), "resourceDomains");
            for (Origin origin : loaded(tag)) {
                if (!isDeclared(origin, member)) {
                    undeclared.add("<" + tag.name() + "> with " + origin + ", which " + member + " does not have");
                }
            }
        });
        return undeclared;
    }

    /** The other origins that a tag loads something from. */
    private static List<Origin> loaded(HtmlTags.Tag tag) {
        Set<String> places = LOADING.getOrDefault(tag.name(), Set.of());
        var addresses = new LinkedHashMap<String, List<String>>();
        String rel = "";
        Matcher attribute = ATTRIBUTE.matcher(tag.attributes());
        while (!places.isEmpty() && attribute.find()) {
            String name = attribute.group(1).toLowerCase(Locale.ROOT);
            String value = first(attribute.group(2), attribute.group(3), attribute.group(4));
            if (name.equals("rel")) {
                rel = value.toLowerCase(Locale.ROOT);
            } else if (places.contains(name)) {
                // The first of two attributes with the same name counts.
                addresses.putIfAbsent(name, name.endsWith("srcset") ? candidates(value) : List.of(value));
            }
        }
        if (tag.name().equals("link") && Stream.of(rel.split("\\s+")).noneMatch(LOADING_LINKS::contains)) {
            return List.of();
        }
        return addresses.values().stream()
                .flatMap(List::stream)
                .flatMap(address -> Origin.of(address.strip().replaceAll("[\\t\\r\\n]", "")).stream())
                .toList();
    }

    private static List<String> candidates(String srcset) {
        return Stream.of(srcset.split(","))
                .map(candidate -> candidate.strip().replaceFirst("\\s.*", ""))
                .toList();
    }

    private static String first(@Nullable String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return "";
    }

    private boolean isDeclared(Origin wanted, String member) {
        return csp.array(member).stream()
                .map(JsonArray::items)
                .flatMap(List::stream)
                .anyMatch(item -> item instanceof JsonString declared && wanted.isCoveredBy(declared.value()));
    }

    /**
     * Where something is loaded from. Browsers load addresses that {@link java.net.URI} rejects.
     *
     * @param text the address as the page has it
     */
    private record Origin(String text, String scheme, String host, String port) {

        private static final Pattern WEB = Pattern.compile(
                "(https?)://(?:[^/?#\\\\@]*+@)?+([^/?#\\\\:]++)(?::(\\d*+))?+(?:[/?#\\\\].*+)?+", FLAGS);
        private static final Pattern DECLARED =
                Pattern.compile("(?:([a-z]++)://)?+([^/:\\[]++|\\[[^]]*+])(?::(\\d++|\\*))?+/?+", FLAGS);

        static Optional<Origin> of(String address) {
            Matcher web = WEB.matcher(address.startsWith("//") ? "https:" + address : address);
            return web.matches()
                    ? Optional.of(new Origin(
                            address,
                            web.group(1).toLowerCase(Locale.ROOT),
                            web.group(2).toLowerCase(Locale.ROOT),
                            web.group(3) == null || web.group(3).isEmpty() ? standard(web.group(1)) : web.group(3)))
                    : Optional.empty();
        }

        private static String standard(String scheme) {
            return scheme.equalsIgnoreCase("https") ? "443" : "80";
        }

        /**
         * Whether an entry of a content security policy allows it. Without a port, only the standard port is allowed.
         */
        boolean isCoveredBy(String declared) {
            Matcher entry = DECLARED.matcher(declared);
            if (!AppSettings.isOrigin(declared) || !entry.matches()) {
                // Another check is about that.
                return true;
            }
            String name = entry.group(2).toLowerCase(Locale.ROOT);
            boolean isHost = name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
            boolean isScheme = entry.group(1) == null
                    || scheme.equalsIgnoreCase(entry.group(1))
                    || entry.group(1).equalsIgnoreCase("http");
            String allowed = entry.group(3) == null ? standard(scheme) : entry.group(3);
            return isHost && isScheme && (allowed.equals("*") || allowed.equals(port));
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
