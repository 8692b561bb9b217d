/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.Verdicts;
import dev.mcpjunit.contract.tool.DeclaredTools;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests that every tool of a server does what its schemas and hints say. A test class with one server implements it,
 * and inherits the tests:
 *
 * <pre>{@code
 * @McpServer(image = "acme/weather:2")
 * class WeatherToolTests implements ToolContract {
 *
 *     @Override
 *     public DeclaredTools tools() {
 *         return DeclaredTools.none()
 *                 .calling("get-forecast", Map.of("city", "Oslo"))
 *                 .failing("get-forecast", Map.of("city", "Atlantis"))
 *                 .withoutSampleCall("book-trip", "books a real trip")
 *                 .harmless("get-forecast");
 *     }
 * }
 * }</pre>
 *
 * <p>A tool that is listed but has neither a sample call nor a reason for having none fails a test. So a new tool
 * cannot be overlooked. A test is inconclusive if the declaration lacks what it needs; {@code -Dmcp.contract=required}
 * fails inconclusive checks. To leave a test out, override and disable it.
 *
 * <p>The tests use the connection of the test. Sample calls are made several times: use a server for tests. The tests
 * that compare the state run first, and the tests of a class run one after the other.
 */
@ExtendWith(ContractExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ToolContract {

    /**
     * Declare sample calls of the tools, and what the tests may do with the tools.
     *
     * @return the declaration; never {@code null}
     */
    DeclaredTools tools();

    /** Each listed tool has a sample call or a reason for having none, and each declared tool is listed. */
    @Test
    @Order(1)
    @DisplayName("covers every tool")
    default void coversEveryTool(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).coversEveryTool());
    }

    /** Names are unique and well-formed, and titles are readable. */
    @Test
    @Order(2)
    @DisplayName("uses valid names and titles")
    default void usesValidNamesAndTitles(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).usesValidNamesAndTitles());
    }

    /** Calls of tools with {@code readOnlyHint} do not change the observed state. */
    @Test
    @Order(3)
    @DisplayName("leaves state unchanged in read-only calls")
    default void leavesStateUnchangedInReadOnlyCalls(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).leavesStateUnchangedInReadOnlyCalls());
    }

    /** A second call of a tool with {@code idempotentHint} does not change the observed state again. */
    @Test
    @Order(4)
    @DisplayName("leaves state unchanged in repeated idempotent calls")
    default void leavesStateUnchangedInRepeatedIdempotentCalls(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).leavesStateUnchangedInRepeatedIdempotentCalls());
    }

    /** Each sample call succeeds. */
    @Test
    @Order(5)
    @DisplayName("answers sample calls")
    default void answersSampleCalls(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).answersSampleCalls());
    }

    /** Structured content is valid under the output schema of its tool. */
    @Test
    @Order(6)
    @DisplayName("honors output schemas")
    default void honorsOutputSchemas(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).honorsOutputSchemas());
    }

    /** Structured content is in a text block as well. */
    @Test
    @Order(7)
    @DisplayName("repeats structured content as text")
    default void repeatsStructuredContentAsText(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).repeatsStructuredContentAsText());
    }

    /** Output schemas reject enough changes of real results. */
    @Test
    @Order(8)
    @DisplayName("declares strong output schemas")
    default void declaresStrongOutputSchemas(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).declaresStrongOutputSchemas());
    }

    /** An error of a tool is a result with {@code isError}, and no JSON-RPC error. */
    @Test
    @Order(9)
    @DisplayName("reports errors in results")
    default void reportsErrorsInResults(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).reportsErrorsInResults());
    }

    /** Harmless tools refuse arguments that their input schema rejects. */
    @Test
    @Order(10)
    @DisplayName("refuses invalid arguments")
    default void refusesInvalidArguments(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).refusesInvalidArguments());
    }

    /** Harmless tools accept the smallest arguments that their input schema accepts. */
    @Test
    @Order(11)
    @DisplayName("accepts minimal arguments")
    default void acceptsMinimalArguments(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).acceptsMinimalArguments());
    }

    /** Calls whose {@code arguments} are missing or {@code null} are answered. */
    @Test
    @Order(12)
    @DisplayName("answers calls without arguments")
    default void answersCallsWithoutArguments(McpConnection connection) {
        Verdicts.report(ToolProbe.of(tools(), connection).answersCallsWithoutArguments());
    }
}
