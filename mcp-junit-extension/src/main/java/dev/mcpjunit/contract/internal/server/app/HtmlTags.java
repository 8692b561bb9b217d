/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the start tags of an HTML document, without those in comments, scripts and styles. It takes linear time. */
final class HtmlTags {

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";

    /** Elements whose text is not read as tags, or not shown. */
    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title", "template", "noscript");

    private final String html;
    private final List<Tag> tags = new ArrayList<>();

    private HtmlTags(String html) {
        this.html = html;
    }

    /**
     * A start tag.
     *
     * @param name in lower case
     */
    record Tag(String name, String attributes) {}

    static List<Tag> of(String html) {
        var found = new HtmlTags(html);
        int at = html.indexOf('<');
        while (at >= 0) {
            at = html.indexOf('<', found.read(at));
        }
        return found.tags;
    }

    /** Where the document begins, behind white space and comments. */
    static int begin(String html) {
        int at = html.startsWith("\uFEFF") ? 1 : 0;
        while (at < html.length()) {
            if (Character.isWhitespace(html.charAt(at))) {
                at++;
            } else if (html.startsWith(COMMENT, at)) {
                at = after(html, COMMENT_END, at);
            } else {
                return at;
            }
        }
        return at;
    }

    private static int after(String html, String end, int from) {
        int found = html.indexOf(end, from);
        return found < 0 ? html.length() : found + end.length();
    }

    /** Read what begins with an angle bracket; return where it ends. */
    private int read(int at) {
        if (html.startsWith(COMMENT, at)) {
            return after(html, COMMENT_END, at);
        }
        int nameEnd = at + 1;
        while (nameEnd < html.length()
                && (isLetter(html.charAt(nameEnd)) || (nameEnd > at + 1 && isInName(html.charAt(nameEnd))))) {
            nameEnd++;
        }
        if (nameEnd == at + 1) {
            return nameEnd;
        }
        String name = html.substring(at + 1, nameEnd).toLowerCase(Locale.ROOT);
        int end = tagEnd(nameEnd);
        if (end < html.length()) {
            tags.add(new Tag(name, html.substring(nameEnd, end)));
        }
        return RAW.contains(name) ? closing(name, end) : end;
    }

    private static boolean isLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static boolean isInName(char character) {
        return character != '/' && character != '>' && !Character.isWhitespace(character);
    }

    /** The bracket that ends a tag, outside of quoted values; the end of the document if there is none. */
    private int tagEnd(int from) {
        char quote = 0;
        boolean isValue = false;
        for (int at = from; at < html.length(); at++) {
            char here = html.charAt(at);
            if (quote != 0) {
                quote = here == quote ? 0 : quote;
            } else if (here == '>') {
                return at;
            } else if (isValue && (here == '"' || here == '\'')) {
                quote = here;
                isValue = false;
            } else if (!Character.isWhitespace(here)) {
                isValue = here == '=';
            }
        }
        return html.length();
    }

    private int closing(String name, int from) {
        int at = html.indexOf("</", from);
        while (at >= 0) {
            if (html.regionMatches(true, at + 2, name, 0, name.length())) {
                return at + 2;
            }
            at = html.indexOf("</", at + 2);
        }
        return html.length();
    }
}
