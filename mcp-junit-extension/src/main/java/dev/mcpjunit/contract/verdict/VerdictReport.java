/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.verdict;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The verdicts of all checks of a contract.
 *
 * <pre>{@code
 * VerdictReport report = RetryProbe.of(this::connect, retries(), endpoint, faults, traffic).all();
 * System.out.println(report);
 * report.requirePassed();
 * }</pre>
 *
 * @param verdicts one for each check, in the order of the checks
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VerdictReport(List<Verdict> verdicts) {

    /** Copy the list. */
    public VerdictReport {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Get the names of the checks with a result.
     *
     * @param status the result
     * @return the names, in the order of the checks; never {@code null}
     */
    public Set<String> with(Status status) {
        return verdicts.stream()
                .filter(verdict -> verdict.status() == status)
                .map(Verdict::check)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Get the verdict of a check.
     *
     * @param check the name of the check
     * @return its verdict; never {@code null}
     * @throws IllegalArgumentException if there is no such check
     */
    public Verdict of(String check) {
        return verdicts.stream()
                .filter(verdict -> verdict.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The report has no check '" + check + "', but "
                        + verdicts.stream().map(Verdict::check).toList()));
    }

    /**
     * Require that every check passed or does not apply. Inconclusive checks are accepted only with an exemption.
     *
     * @throws AssertionError if a check failed or is inconclusive; with the messages of all that did
     */
    public void requirePassed() {
        List<Verdict> others = verdicts.stream()
                .filter(verdict -> verdict.status() == Status.FAILED
                        || (verdict.status() == Status.INCONCLUSIVE
                                && verdict.exemption().isEmpty()))
                .toList();
        if (!others.isEmpty()) {
            throw new AssertionError(others.size() + " of " + verdicts.size() + " checks did not pass:\n\n"
                    + others.stream().map(Verdict::message).collect(joining("\n\n")));
        }
    }

    /** Print one line for each check. */
    @Override
    public String toString() {
        return verdicts.stream()
                .map(verdict -> String.format(
                                Locale.ROOT,
                                "%-14s  %s  %s",
                                verdict.status().label(),
                                verdict.check(),
                                verdict.notice().orElse(verdict.reason()))
                        .stripTrailing())
                .collect(joining("\n"));
    }
}
