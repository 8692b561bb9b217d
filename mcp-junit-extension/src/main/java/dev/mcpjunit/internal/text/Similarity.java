/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apiguardian.api.API;

/** Finds the nearest known name for a mistyped one. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Similarity {

    private Similarity() {}

    /**
     * Find the known name that is nearest to a mistyped one.
     *
     * @return empty if more than a third of the nearest name would have to change
     */
    public static Optional<String> nearest(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(written, name) * 3 <= Math.max(written.length(), name.length()))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many characters have to be inserted, dropped, replaced, or exchanged with the next one. */
    private static int distance(String one, String other) {
        int[] twoAbove = new int[other.length() + 1];
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], 1 + twoAbove[j - 2]);
                }
            }
            twoAbove = above;
            above = row;
        }
        return above[other.length()];
    }
}
