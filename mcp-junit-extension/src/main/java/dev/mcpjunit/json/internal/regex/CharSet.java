/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A set of Unicode code points, as the sorted places where membership flips. */
final class CharSet {

    static final int LIMIT = Character.MAX_CODE_POINT + 1;

    static final CharSet NONE = new CharSet(new int[0]);
    static final CharSet ALL = NONE.complement();
    static final CharSet DIGITS = range('0', '9');
    static final CharSet WORD = DIGITS.union(range('A', 'Z')).union(of('_')).union(range('a', 'z'));
    static final CharSet LINE_ENDS = of('\n').union(of('\r')).union(range(0x2028, 0x2029));
    static final CharSet SPACE = range(0x09, 0x0D)
            .union(of(0x20))
            .union(of(0xA0))
            .union(of(0x1680))
            .union(range(0x2000, 0x200A))
            .union(range(0x2028, 0x2029))
            .union(of(0x202F))
            .union(of(0x205F))
            .union(of(0x3000))
            .union(of(0xFEFF));

    private final int[] flips;

    private CharSet(int[] flips) {
        this.flips = flips;
    }

    static CharSet of(int codePoint) {
        return range(codePoint, codePoint);
    }

    static CharSet range(int first, int last) {
        return new CharSet(new int[] {first, last + 1});
    }

    static CharSet where(IntPredicate member) {
        int[] flips = new int[64];
        int size = 0;
        boolean in = false;
        for (int c = 0; c < LIMIT; c++) {
            if (member.test(c) != in) {
                flips = size == flips.length ? Arrays.copyOf(flips, size * 2) : flips;
                flips[size++] = c;
                in = !in;
            }
        }
        if (in) {
            flips = size == flips.length ? Arrays.copyOf(flips, size + 1) : flips;
            flips[size++] = LIMIT;
        }
        return new CharSet(Arrays.copyOf(flips, size));
    }

    boolean contains(int codePoint) {
        int at = Arrays.binarySearch(flips, codePoint);
        int flipped = at >= 0 ? at + 1 : -at - 1;
        return flipped % 2 == 1;
    }

    CharSet complement() {
        if (flips.length > 0 && flips[0] == 0) {
            int[] rest = Arrays.copyOfRange(flips, 1, flips.length);
            return new CharSet(
                    rest[rest.length - 1] == LIMIT ? Arrays.copyOf(rest, rest.length - 1) : append(rest, LIMIT));
        }
        int[] shifted = new int[flips.length + 1];
        System.arraycopy(flips, 0, shifted, 1, flips.length);
        return new CharSet(
                shifted[shifted.length - 1] == LIMIT
                        ? Arrays.copyOf(shifted, shifted.length - 1)
                        : append(shifted, LIMIT));
    }

    CharSet union(CharSet other) {
        int[] merged = new int[flips.length + other.flips.length];
        int size = 0;
        int here = 0;
        int there = 0;
        while (here < flips.length || there < other.flips.length) {
            int next = Math.min(
                    here < flips.length ? flips[here] : LIMIT + 1,
                    there < other.flips.length ? other.flips[there] : LIMIT + 1);
            boolean before = here % 2 == 1 || there % 2 == 1;
            here += here < flips.length && flips[here] == next ? 1 : 0;
            there += there < other.flips.length && other.flips[there] == next ? 1 : 0;
            if (before != (here % 2 == 1 || there % 2 == 1)) {
                merged[size++] = next;
            }
        }
        return new CharSet(Arrays.copyOf(merged, size));
    }

    /** The places where membership changes: even ones begin a range, odd ones end it (exclusive). */
    int[] flips() {
        return flips.clone();
    }

    private static int[] append(int[] values, int last) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CharSet set && Arrays.equals(flips, set.flips);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(flips);
    }
}
