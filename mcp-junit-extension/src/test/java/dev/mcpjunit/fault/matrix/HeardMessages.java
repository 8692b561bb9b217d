/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into words what a client has heard beside the answer. */
final class HeardMessages {

    private static final String PROGRESS = "progress ";
    private static final String CHANGED = "notifications/tools/list_changed";

    /** More than a tool reports of itself. */
    private static final int ENDLESS = 10;

    private HeardMessages() {}

    static List<String> inWords(List<String> heard, boolean inOrder) {
        var words = new ArrayList<String>();
        List<String> progress = heard.stream()
                .filter(each -> each.startsWith(PROGRESS))
                .map(each -> each.substring(PROGRESS.length()).replace(".0", ""))
                .toList();
        Stream<String> shown = inOrder ? progress.stream() : progress.stream().sorted();
        if (progress.size() > ENDLESS) {
            words.add("hears progress without end");
        } else if (!progress.isEmpty()) {
            words.add("hears progress " + shown.collect(Collectors.joining(" ")) + (inOrder ? "" : " in any order"));
        }
        long changes = heard.stream().filter(CHANGED::equals).count();
        if (changes > 0) {
            words.add("hears of " + changes + " changes");
        }
        return words;
    }
}
