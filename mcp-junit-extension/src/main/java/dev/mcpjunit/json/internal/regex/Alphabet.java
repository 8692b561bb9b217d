/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/** The few characters that stand for all others: no automaton in question distinguishes those of a group. */
final class Alphabet {

    /** Where {@link #rank} may change. */
    private static final int[] READABILITY_CHANGES = {
        0,
        ' ',
        '!',
        '0',
        '9' + 1,
        'A',
        'Z' + 1,
        'a',
        'z' + 1,
        0x7F,
        0xA1,
        Character.MIN_SURROGATE,
        Character.MAX_SURROGATE + 1
    };

    private Alphabet() {}

    /** One character for each group, the most readable of the group, groups of readable characters first. */
    static int[] representatives(Collection<CharSet> sets) {
        List<CharSet> distinct = sets.stream().distinct().toList();
        var cuts = new TreeSet<Integer>();
        for (int cut : READABILITY_CHANGES) {
            cuts.add(cut);
        }
        for (CharSet set : distinct) {
            for (int flip : set.flips()) {
                cuts.add(flip);
            }
        }
        cuts.remove(CharSet.LIMIT);
        var best = new LinkedHashMap<BitSet, Integer>();
        for (int c : cuts) {
            var signature = new BitSet(distinct.size());
            for (int i = 0; i < distinct.size(); i++) {
                signature.set(i, distinct.get(i).contains(c));
            }
            best.merge(signature, c, (one, other) -> rank(one) <= rank(other) ? one : other);
        }
        return best.values().stream()
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int rank(int c) {
        if (c >= 'a' && c <= 'z') {
            return 0;
        }
        if (c >= 'A' && c <= 'Z') {
            return 1;
        }
        if (c >= '0' && c <= '9') {
            return 2;
        }
        if (c > ' ' && c < 0x7F) {
            return 3;
        }
        if (c == ' ') {
            return 4;
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return 7;
        }
        return c > 0xA0 ? 5 : 6;
    }
}
