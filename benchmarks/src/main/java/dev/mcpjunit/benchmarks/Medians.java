/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** Medians, which a single bad moment of the machine does not move. */
final class Medians {

    private Medians() {}

    static double of(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** The median of what one list is to another, place by place. */
    static double ofRatios(List<Double> of, List<Double> to) {
        return of(IntStream.range(0, of.size())
                .mapToObj(i -> of.get(i) / to.get(i))
                .toList());
    }
}
