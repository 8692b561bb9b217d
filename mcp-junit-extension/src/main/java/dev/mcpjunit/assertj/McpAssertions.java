/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.fleet.Selection;
import dev.mcpjunit.fleet.SelectionReport;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.Exchanges;
import dev.mcpjunit.traffic.Traffic;
import org.apiguardian.api.API;
import org.assertj.core.api.Assertions;

/**
 * Entry point of all assertions: those of AssertJ and those for MCP, by one static import.
 *
 * <pre>{@code
 * import static dev.mcpjunit.assertj.McpAssertions.assertThat;
 *
 * assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")))
 *         .isSuccess()
 *         .hasTextContaining("Oslo")
 *         .hasStructured("days[0].condition", "snow");
 * assertThat(catalog).hasTools("get-forecast");
 * assertThat(traffic).toolCalls("get-forecast").wereSent(1);
 * assertThat(server.log()).isEmpty();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpAssertions extends Assertions {

    private McpAssertions() {}

    /**
     * Create assertions about what a server declares.
     *
     * @param actual the catalog
     * @return the assertions; never {@code null}
     */
    public static CatalogAssert assertThat(Catalog actual) {
        return new CatalogAssert(actual);
    }

    /**
     * Create assertions about a fleet of servers.
     *
     * @param actual the fleet
     * @return the assertions; never {@code null}
     */
    public static FleetAssert assertThat(Fleet actual) {
        return new FleetAssert(actual);
    }

    /**
     * Create assertions about a load session.
     *
     * @param actual the report of the session
     * @return the assertions; never {@code null}
     */
    public static LoadReportAssert assertThat(LoadReport actual) {
        return new LoadReportAssert(actual);
    }

    /**
     * Create assertions about what tool definitions cost in the context of a model.
     *
     * @param actual the cost
     * @return the assertions; never {@code null}
     */
    public static ContextCostAssert assertThat(ContextCost actual) {
        return new ContextCostAssert(actual);
    }

    /**
     * Create assertions about the tools that were selected for a task.
     *
     * @param actual the selection
     * @return the assertions; never {@code null}
     */
    public static SelectionAssert assertThat(Selection actual) {
        return new SelectionAssert(actual);
    }

    /**
     * Create assertions about the results of a tool selector for several tasks.
     *
     * @param actual the report
     * @return the assertions; never {@code null}
     */
    public static SelectionReportAssert assertThat(SelectionReport actual) {
        return new SelectionReportAssert(actual);
    }

    /**
     * Create assertions about the recorded traffic of a test.
     *
     * @param actual the traffic
     * @return the assertions; never {@code null}
     */
    public static TrafficAssert assertThat(Traffic actual) {
        return new TrafficAssert(actual);
    }

    /**
     * Create assertions about some of the recorded traffic.
     *
     * @param actual the messages, as selected from {@link Traffic}
     * @return the assertions; never {@code null}
     */
    public static ExchangesAssert assertThat(Exchanges actual) {
        return new ExchangesAssert(actual);
    }

    /**
     * Create assertions about the result of a tool call.
     *
     * @param actual the result
     * @return the assertions; never {@code null}
     */
    public static ToolResultAssert assertThat(ToolResult actual) {
        return new ToolResultAssert(actual);
    }

    /**
     * Create assertions about a JSON value.
     *
     * @param actual the value
     * @return the assertions; never {@code null}
     */
    public static JsonValueAssert assertThat(JsonValue actual) {
        return new JsonValueAssert(actual, "");
    }

    /**
     * Create assertions about a JSON array. For assertions about its items, use {@link JsonArray#items()}.
     *
     * @param actual the array
     * @return the assertions; never {@code null}
     */
    public static JsonValueAssert assertThat(JsonArray actual) {
        return new JsonValueAssert(actual, "");
    }

    /**
     * Create assertions about the comparison of two catalogs.
     *
     * @param actual the report
     * @return the assertions; never {@code null}
     */
    public static DriftReportAssert assertThat(DriftReport actual) {
        return new DriftReportAssert(actual);
    }

    /**
     * Create assertions about the verdict of a contract check.
     *
     * @param actual the verdict
     * @return the assertions; never {@code null}
     */
    public static VerdictAssert assertThat(Verdict actual) {
        return new VerdictAssert(actual);
    }

    /**
     * Create assertions about a server that was started for the test.
     *
     * @param actual the server
     * @return the assertions; never {@code null}
     */
    public static RunningServerAssert assertThat(RunningServer actual) {
        return new RunningServerAssert(actual);
    }
}
