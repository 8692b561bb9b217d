/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The short time line of a trial: the state as far as the wire shows it, who did something, and what came of it. */
final class BenchLog {

    private static final int SHOWN = 24;

    private final List<String> lines = new ArrayList<>();
    private String state = "";

    /** What the breaker's state looks like, from now on. */
    void state(String guessed) {
        state = guessed;
    }

    void add(String who, String what) {
        lines.add(
                String.format(Locale.ROOT, "  %-9s  %-9s  %s", state, who, what).stripTrailing());
    }

    @Override
    public String toString() {
        if (lines.size() <= SHOWN) {
            return String.join("\n", lines);
        }
        int left = lines.size() - SHOWN;
        return lines.stream().limit(SHOWN / 2).collect(Collectors.joining("\n"))
                + "\n  … " + left + " more …\n"
                + lines.stream().skip(SHOWN / 2 + left).collect(Collectors.joining("\n"));
    }
}
