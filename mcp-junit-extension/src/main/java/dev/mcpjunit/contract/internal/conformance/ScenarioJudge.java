/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.conformance;

import dev.mcpjunit.contract.conformance.DeclaredConformance;
import dev.mcpjunit.contract.conformance.DeclaredConformance.ExpectedFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Compares the results of the suite with what is declared. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScenarioJudge {

    private final DeclaredConformance declared;
    private final List<Scenario> results;

    /**
     * Judge results.
     *
     * @throws AssertionFailedError if a scenario is declared that there is not
     */
    public ScenarioJudge(DeclaredConformance declared, List<Scenario> results) {
        this.declared = declared;
        this.results = results;
        requireKnown(declared, results);
    }

    /** The scenarios that are to be reported. */
    public Stream<Scenario> scenarios() {
        return results.stream()
                .filter(scenario ->
                        declared.scenarios().isEmpty() || declared.scenarios().contains(scenario.name()));
    }

    private static void requireKnown(DeclaredConformance declared, List<Scenario> results) {
        Set<String> known = results.stream().map(Scenario::name).collect(Collectors.toSet());
        List<String> named = new ArrayList<>(declared.scenarios());
        declared.expectedFailures().forEach(each -> named.add(each.scenario()));
        for (String name : named) {
            if (!known.contains(name)) {
                throw new AssertionFailedError("Unknown scenario '" + name + "' for servers of revision "
                        + declared.revision() + ". The scenarios are: "
                        + results.stream().map(Scenario::name).collect(Collectors.joining(", ")));
            }
        }
        for (ExpectedFailure expected : declared.expectedFailures()) {
            if (!declared.scenarios().isEmpty() && !declared.scenarios().contains(expected.scenario())) {
                throw new AssertionFailedError("Scenario '" + expected.scenario()
                        + "' is expected to fail, but does not run. Add it to only(…), or remove expectingFailure(…).");
            }
        }
    }

    /**
     * Return if a scenario passes.
     *
     * @throws AssertionFailedError if it fails, or passes although it is expected to fail
     * @throws TestAbortedException if it fails as expected, or checked nothing
     */
    public void judge(Scenario scenario) {
        List<ExpectedFailure> expected = declared.expectedFailures().stream()
                .filter(each -> each.scenario().equals(scenario.name()))
                .toList();
        if (scenario.checks().isEmpty()) {
            throw new AssertionFailedError("The suite wrote no result for scenario '" + scenario.name()
                    + "': it ended before the scenario, or could not run it.");
        }
        if (scenario.has(Scenario.Status.FAILURE)) {
            failed(scenario, expected);
        } else if (!scenario.isChecked()) {
            throw new TestAbortedException("Scenario '" + scenario.name() + "' gave no verdict:"
                    + scenario.lines(Scenario.Status.SKIPPED) + scenario.lines(Scenario.Status.WARNING));
        } else if (!expected.isEmpty()) {
            throw new AssertionFailedError("Scenario '" + scenario.name() + "' passes, but is expected to fail because "
                    + expected.get(0).reason() + ". Remove expectingFailure(\"" + scenario.name() + "\", …).");
        }
    }

    private static void failed(Scenario scenario, List<ExpectedFailure> expected) {
        String failures = scenario.lines(Scenario.Status.FAILURE);
        if (!expected.isEmpty()) {
            throw new TestAbortedException("Scenario '" + scenario.name() + "' fails, as expected: "
                    + expected.get(0).reason() + failures);
        }
        throw new AssertionFailedError("Scenario '" + scenario.name() + "' of the conformance suite fails:" + failures
                + "\n\nIf the server does not have what the scenario needs, say so:"
                + " expectingFailure(\"" + scenario.name() + "\", reason), or choose scenarios with only(…).");
    }
}
