/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.report.DriftText;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the comparison of two catalogs.
 *
 * <pre>{@code
 * DriftReport report = Drift.compare(catalog, weather.catalog(), DriftOptions.defaults());
 * assertThat(report).passes().hasChange("tool.added", "get-alerts");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriftReportAssert extends AbstractAssert<DriftReportAssert, DriftReport> {

    DriftReportAssert(DriftReport actual) {
        super(actual, DriftReportAssert.class);
    }

    /**
     * Verify that nothing fails: neither a change, nor an unused acceptance, nor an invalid option. Compatible changes
     * may be present.
     *
     * @return this
     * @throws AssertionError if something fails, with the whole report
     */
    public DriftReportAssert passes() {
        isNotNull();
        if (actual.fails()) {
            throw failure("Expected no change that fails, but%n%s", text());
        }
        return this;
    }

    /**
     * Verify that something fails.
     *
     * @return this
     * @throws AssertionError if nothing fails, with the whole report
     */
    public DriftReportAssert fails() {
        isNotNull();
        if (!actual.fails()) {
            throw failure("Expected a change that fails, but%n%s", text());
        }
        return this;
    }

    /**
     * Verify that nothing has changed at all; changes that do not fail or are accepted count too.
     *
     * @return this
     * @throws AssertionError if something has changed, with the whole report
     */
    public DriftReportAssert hasNoChanges() {
        isNotNull();
        if (!actual.changes().isEmpty()) {
            throw failure("Expected no changes, but%n%s", text());
        }
        return this;
    }

    /**
     * Verify that a rule has found a change of a tool, prompt or resource, whether or not it fails.
     *
     * @param rule the id of the rule, for example {@code tool.added}
     * @param name the name of the tool, prompt or resource
     * @return this
     * @throws AssertionError if there is no such change, with the whole report
     */
    public DriftReportAssert hasChange(String rule, String name) {
        isNotNull();
        boolean found = actual.changes().stream().anyMatch(change -> is(change, rule, name));
        if (!found) {
            throw failure("Expected change %s of '%s', but%n%s", rule, name, text());
        }
        return this;
    }

    private static boolean is(Change change, String rule, String name) {
        return change.rule().equals(rule) && change.subject().name().equals(name);
    }

    private String text() {
        String lines = DriftText.of(actual);
        return lines.isEmpty() ? "  nothing has changed" : lines;
    }
}
