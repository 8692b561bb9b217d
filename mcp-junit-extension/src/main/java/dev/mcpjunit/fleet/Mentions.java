/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.drift.internal.rules.text.SpokenTexts;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the tools that a text names. A name of several words, such as {@code search_flights}, is found wherever it
 * stands, also behind the name of its server. A name of one word is a word of ordinary texts; it is found where it is
 * called a tool, behind the name of its server, and as code that is to be called or used.
 */
final class Mentions {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+(?:[_.:/-]+[\\p{L}\\p{N}]+)*");

    private static final Pattern SEVERAL_WORDS = Pattern.compile(".*(?:[_.:/-]|[\\p{Ll}\\p{N}]\\p{Lu}).*");

    /** What clients write between the names of a server and of a tool. */
    private static final Pattern BEHIND_SERVER = Pattern.compile("__|[./:]");

    private static final String NAME = "([\\p{L}\\p{N}]+)";

    private static final Pattern CODE = Pattern.compile(
            "(?i)\\b(?:call|calls|calling|use|uses|using|invoke|invokes|invoking|run|runs|running|prefer"
                    + "|instead of|in place of|before|after|than)\\b[^.`]{0,40}`" + NAME + "(?:\\(\\))?`");

    private static final Pattern CALLED_A_TOOL = Pattern.compile("(?i)\\btool\\s+(?:named\\s+|called\\s+)?[`'\"“‘]"
            + NAME + "[`'\"”’]" + "|[`'\"“‘]" + NAME + "[`'\"”’]\\s+tool\\b|\\btool\\s+(?:named|called)\\s+" + NAME);

    private final Map<String, List<FleetTool>> byName = new HashMap<>();

    Mentions(List<FleetTool> tools) {
        tools.forEach(tool -> byName.merge(folded(tool.name()), List.of(tool), (some, more) -> Stream.of(some, more)
                .flatMap(List::stream)
                .toList()));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Find the tools that the texts of a tool name. */
    Set<FleetTool> in(FleetTool tool) {
        var texts = SpokenTexts.of(tool.tool().raw());
        var found = new LinkedHashSet<FleetTool>();
        for (String text : texts.spoken()) {
            TOKEN.matcher(text).results().forEach(token -> named(token.group(), found));
            words(CALLED_A_TOOL, text).forEach(word -> found.addAll(oneWord(word)));
            words(CODE, text)
                    .filter(word -> !texts.words().contains(word))
                    .forEach(word -> found.addAll(oneWord(word)));
        }
        return found;
    }

    private static Stream<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().flatMap(match -> Stream.iterate(
                        1, group -> group <= match.groupCount(), group -> group + 1)
                .map(match::group)
                .filter(group -> group != null));
    }

    private List<FleetTool> oneWord(String word) {
        return byName.getOrDefault(folded(word), List.of()).stream()
                .filter(tool -> tool.name().equals(word))
                .toList();
    }

    private void named(String token, Set<FleetTool> found) {
        if (SEVERAL_WORDS.matcher(token).matches()) {
            byName.getOrDefault(folded(token), List.of()).stream()
                    .filter(tool -> SEVERAL_WORDS.matcher(tool.name()).matches())
                    .forEach(found::add);
        }
        if (token.contains("://")) {
            return;
        }
        Matcher border = BEHIND_SERVER.matcher(token);
        while (border.find()) {
            String server = token.substring(0, border.start());
            for (FleetTool tool : byName.getOrDefault(folded(token.substring(border.end())), List.of())) {
                boolean several = SEVERAL_WORDS.matcher(tool.name()).matches();
                if (several || endsWith(server, tool.server())) {
                    found.add(tool);
                }
            }
        }
    }

    /** Also behind the prefix of a client, as in {@code mcp__travel}. */
    private static boolean endsWith(String text, String server) {
        String tail = folded(text);
        String name = folded(server);
        return tail.equals(name) || tail.endsWith("__" + name);
    }
}
