/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One row of {@code docs/duties.md}.
 *
 * @param page the page of the specification, as the path of its file
 * @param section the section, as in its address; empty before the first heading
 * @param words how many times MUST or SHOULD the row stands for
 * @param judgedBy checks, or why there is none
 */
record Duty(String revision, String page, String section, String level, int words, String judgedBy) {

    private static final Pattern PAGE = Pattern.compile("### ([0-9-]+): \\[([^]]+)]\\(.*");
    private static final Pattern ROW =
            Pattern.compile("\\| \\[[^]]*]\\(([^)]*)\\) \\| (MUST|SHOULD)(?: × (\\d+))? \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern OTHER = Pattern.compile("`(#[^`]+|top)` (\\d+)");
    private static final Pattern CHECK = Pattern.compile("`(\\w+)#(\\w+)`");

    /** How far a duty is judged. */
    enum State {
        CHECKED,
        IN_PART,
        NOT_VISIBLE,
        OPEN
    }

    /** The rows of a page of the specification, and what its other words are about. */
    record Page(String revision, String name, List<Duty> duties, Map<String, Integer> others) {

        /** How many words each section has, by these rows. */
        Map<String, Integer> words() {
            var words = new TreeMap<>(others);
            duties.forEach(duty -> words.merge(duty.section(), duty.words(), Integer::sum));
            return words;
        }
    }

    State state() {
        if (judgedBy.equals("open")) {
            return State.OPEN;
        }
        if (judgedBy.startsWith("not visible: ")) {
            return State.NOT_VISIBLE;
        }
        return judgedBy.contains(", not judged: ") ? State.IN_PART : State.CHECKED;
    }

    Stream<String> checks() {
        return checks(judgedBy);
    }

    /** The checks that some text names. */
    static Stream<String> checks(String text) {
        return CHECK.matcher(text).results().map(check -> check.group(1) + "#" + check.group(2));
    }

    static List<Page> pages(String document) {
        var pages = new ArrayList<Page>();
        for (String line : document.lines().toList()) {
            Matcher heading = PAGE.matcher(line);
            if (heading.matches()) {
                pages.add(new Page(heading.group(1), heading.group(2), new ArrayList<>(), new TreeMap<>()));
            } else if (line.startsWith("| [")) {
                Page page = pages.get(pages.size() - 1);
                page.duties().add(row(page, line));
            } else if (line.startsWith("Not duties of servers: ")) {
                Map<String, Integer> others = pages.get(pages.size() - 1).others();
                OTHER.matcher(line)
                        .results()
                        .forEach(other ->
                                others.put(other.group(1).replaceFirst("#|top", ""), Integer.valueOf(other.group(2))));
            }
        }
        return pages;
    }

    private static Duty row(Page page, String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new AssertionError("not a row of duties: " + line);
        }
        String address = row.group(1);
        int anchor = address.indexOf('#');
        return new Duty(
                page.revision(),
                page.name(),
                anchor < 0 ? "" : address.substring(anchor + 1),
                row.group(2),
                row.group(3) == null ? 1 : Integer.parseInt(row.group(3)),
                row.group(5).trim());
    }
}
