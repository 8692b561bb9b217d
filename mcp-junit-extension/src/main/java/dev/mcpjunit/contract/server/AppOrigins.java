/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the tags of a page load from origins that the page does not declare. It does not see what scripts and
 * styles load.
 */
final class AppOrigins {

    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=\"'/]++)\\s*+(?:=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"']++)))?+");

    private static final Map<String, String> MEMBERS = Map.of("iframe", "frameDomains", "base", "baseUriDomains");
    private static final Set<String> LOADING =
            Set.of("script", "img", "link", "iframe", "audio", "video", "source", "track", "base");
    private static final Set<String> LOADING_LINKS =
            Set.of("stylesheet", "icon", "preload", "modulepreload", "manifest");

    private final JsonObject csp;

    AppOrigins(JsonObject csp) {
        this.csp = csp;
    }

    /** What is loaded although the page does not declare it, each as the tag, the address and the missing member. */
    List<String> undeclared(String html) {
        var undeclared = new ArrayList<String>();
        HtmlTags.of(html).forEach(tag -> {
            String member = MEMBERS.getOrDefault(tag.name(), "resourceDomains");
            address(tag)
                    .filter(address -> !isDeclared(address, member))
                    .ifPresent(address -> undeclared.add(
                            "<" + tag.name() + "> with " + address + ", which " + member + " does not have"));
        });
        return undeclared;
    }

    /** The address on another origin that a tag loads. */
    private static Optional<URI> address(HtmlTags.Tag tag) {
        if (!LOADING.contains(tag.name())) {
            return Optional.empty();
        }
        boolean isLink = tag.name().equals("link");
        String place = isLink || tag.name().equals("base") ? "href" : "src";
        String address = "";
        String rel = "";
        Matcher attribute = ATTRIBUTE.matcher(tag.attributes());
        while (attribute.find()) {
            String name = attribute.group(1).toLowerCase(Locale.ROOT);
            String value = first(attribute.group(2), attribute.group(3), attribute.group(4));
            if (name.equals("rel")) {
                rel = value.toLowerCase(Locale.ROOT);
            } else if (name.equals(place) && address.isEmpty()) {
                address = value.strip();
            }
        }
        if (isLink && Stream.of(rel.split("\\s+")).noneMatch(LOADING_LINKS::contains)) {
            return Optional.empty();
        }
        return external(address.startsWith("//") ? "https:" + address : address);
    }

    private static String first(@Nullable String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return "";
    }

    private static Optional<URI> external(String address) {
        try {
            URI uri = URI.create(address);
            boolean isWeb = uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")
                    && uri.getHost() != null;
            return isWeb ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean isDeclared(URI address, String member) {
        return csp.array(member).stream()
                .map(JsonArray::items)
                .flatMap(List::stream)
                .anyMatch(item -> item instanceof JsonString origin && covers(origin.value(), address));
    }

    /** Whether an entry of a content security policy allows an address, in case of doubt yes. */
    private static boolean covers(String origin, URI address) {
        int scheme = origin.indexOf("://");
        String rest = (scheme < 0 ? origin : origin.substring(scheme + 3)).replaceFirst("/.*", "");
        int port = rest.lastIndexOf(':');
        boolean hasPort = port > 0 && rest.substring(port + 1).matches("\\d+|\\*");
        String host = (hasPort ? rest.substring(0, port) : rest).toLowerCase(Locale.ROOT);
        String wanted = address.getHost().toLowerCase(Locale.ROOT);
        boolean isHost = host.startsWith("*.") ? wanted.endsWith(host.substring(1)) : wanted.equals(host);
        boolean isScheme = scheme < 0
                || origin.substring(0, scheme).equalsIgnoreCase(address.getScheme())
                || origin.substring(0, scheme).equalsIgnoreCase("http");
        return isHost && isScheme && (!hasPort || isPort(rest.substring(port + 1), address));
    }

    private static boolean isPort(String declared, URI address) {
        int standard = address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        int wanted = address.getPort() < 0 ? standard : address.getPort();
        return declared.equals("*") || declared.equals(String.valueOf(wanted));
    }
}
