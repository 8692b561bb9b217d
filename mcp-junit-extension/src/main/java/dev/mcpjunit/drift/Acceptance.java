/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Rules;
import java.time.LocalDate;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A known change that does not fail, with the reason.
 *
 * @param rule the id of the rule, for example {@code input.property-removed}
 * @param at the place that it covers
 * @param reason why it is accepted
 * @param until the last day on which it holds; empty for no end
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Acceptance(String rule, PointerPattern at, String reason, Optional<LocalDate> until) {

    /**
     * Check that there are a rule and a reason.
     *
     * @throws IllegalArgumentException if there is no such rule, or no reason
     */
    public Acceptance {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("An acceptance needs the id of a rule, as the report shows it");
        }
        if (!Rules.all().contains(rule)) {
            throw new IllegalArgumentException("There is no rule '" + rule + "'"
                    + Rules.nearest(rule)
                            .map(other -> ". Did you mean '" + other + "'?")
                            .orElse("; the report shows the id of each change's rule"));
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "An acceptance needs a reason, so that a later reader can check whether it still holds");
        }
    }

    boolean covers(Change change) {
        return rule.equals(change.rule()) && at.matches(change.pointer());
    }

    boolean hasExpired(LocalDate today) {
        return until.filter(today::isAfter).isPresent();
    }

    /**
     * Print the acceptance as it is written as an annotation.
     *
     * @return the text without the reason; never {@code null}
     */
    @Override
    public String toString() {
        return "@Accept(rule = \"" + rule + "\", at = \"" + at + "\""
                + until.map(day -> ", until = \"" + day + "\"").orElse("") + ")";
    }
}
