/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What all checks have found of a breaker.
 *
 * @param findings one for each check, in the order of the checks
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BreakerReport(List<BreakerFinding> findings) {

    /** Copy the list. */
    public BreakerReport {
        findings = List.copyOf(findings);
    }

    /**
     * Get the checks with a verdict.
     *
     * @param status how they went
     * @return the checks; never {@code null}
     */
    public Set<BreakerCheck> with(Verdict.Status status) {
        return findings.stream()
                .filter(finding -> finding.status() == status)
                .map(BreakerFinding::check)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Get what a check has found.
     *
     * @param check the check
     * @return its finding; never {@code null}
     */
    public BreakerFinding of(BreakerCheck check) {
        return findings.stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The report has nothing about " + check));
    }

    /**
     * Fail unless every check passed or does not apply.
     *
     * @throws AssertionError with the findings that failed or are inconclusive, each with its time line
     */
    public void requirePassed() {
        List<BreakerFinding> others = findings.stream()
                .filter(finding ->
                        finding.status() == Verdict.Status.FAILED || finding.status() == Verdict.Status.INCONCLUSIVE)
                .toList();
        if (!others.isEmpty()) {
            throw new AssertionError("The circuit breaker does not do all that it declares:\n\n"
                    + others.stream().map(BreakerFinding::toString).collect(joining("\n\n")));
        }
    }

    /** Print a line for each check. */
    @Override
    public String toString() {
        return findings.stream()
                .map(finding -> String.format(
                        Locale.ROOT,
                        "%-14s  %s%s",
                        finding.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        finding.check(),
                        finding.status() == Verdict.Status.PASSED || finding.status() == Verdict.Status.NOT_APPLICABLE
                                ? ""
                                : "  " + finding.reason()))
                .collect(joining("\n"));
    }
}
