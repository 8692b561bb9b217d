/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.tool.HintMemory;
import dev.mcpjunit.contract.internal.tool.ResultChecks;
import dev.mcpjunit.contract.internal.tool.ToolCheck;
import dev.mcpjunit.contract.internal.tool.ToolTrial;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.ToolStrength;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Checks whether every tool of a server does what its schemas and hints say. These are the checks of
 * {@link ToolContract}, for tests that do not implement it:
 *
 * <pre>{@code
 * @Test
 * void toolsKeepTheirPromises(McpConnection weather) {
 *     var declared = DeclaredTools.none()
 *             .calling("get-forecast", Map.of("city", "Oslo"))
 *             .withoutSampleCall("book-trip", "books a real trip");
 *     ToolProbe.of(declared, weather).all().verdicts().forEach(Verdict::throwIfFailed);
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ToolProbe {

    private final DeclaredTools declared;
    private final McpConnection connection;
    private final HintMemory memory;

    private ToolProbe(DeclaredTools declared, McpConnection connection) {
        declared.exemptions().requireKnown(ToolCheck.names());
        this.declared = declared;
        this.connection = connection;
        this.memory = connection.companion(HintMemory.class, HintMemory::new);
    }

    /**
     * Create a probe.
     *
     * @param declared the sample calls
     * @param connection a connection to the server; it stays open
     * @return the probe; never {@code null}
     * @throws IllegalArgumentException if a check is exempt that does not exist
     */
    public static ToolProbe of(DeclaredTools declared, McpConnection connection) {
        return new ToolProbe(declared, connection);
    }

    /**
     * Check that each listed tool has a sample call or a reason for having none, and that each declared tool is listed.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict coversEveryTool() {
        return ToolCheck.COVERAGE.verdict(declared, connection, memory);
    }

    /**
     * Check that names are unique and well-formed, and that titles are readable.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict usesValidNamesAndTitles() {
        return ToolCheck.NAMES.verdict(declared, connection, memory);
    }

    /**
     * Check that calls of tools with {@code readOnlyHint} do not change the observed state.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict leavesStateUnchangedInReadOnlyCalls() {
        return ToolCheck.READ_ONLY.verdict(declared, connection, memory);
    }

    /**
     * Check that a second call of a tool with {@code idempotentHint} does not change the observed state again.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict leavesStateUnchangedInRepeatedIdempotentCalls() {
        return ToolCheck.IDEMPOTENT.verdict(declared, connection, memory);
    }

    /**
     * Check that each sample call succeeds.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict answersSampleCalls() {
        return ToolCheck.SAMPLE_CALLS.verdict(declared, connection, memory);
    }

    /**
     * Check that structured content is valid under the output schema of its tool.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict honorsOutputSchemas() {
        return ToolCheck.OUTPUT_SCHEMAS.verdict(declared, connection, memory);
    }

    /**
     * Check that structured content is in a text block as well.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict repeatsStructuredContentAsText() {
        return ToolCheck.TEXT.verdict(declared, connection, memory);
    }

    /**
     * Check that output schemas reject enough changes of real results.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict declaresStrongOutputSchemas() {
        return ToolCheck.STRENGTH.verdict(declared, connection, memory);
    }

    /**
     * Check that an error of a tool is a result with {@code isError}, and no JSON-RPC error.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict reportsErrorsInResults() {
        return ToolCheck.ERRORS.verdict(declared, connection, memory);
    }

    /**
     * Check that harmless tools refuse arguments that their input schema rejects.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict refusesInvalidArguments() {
        return ToolCheck.INVALID_ARGUMENTS.verdict(declared, connection, memory);
    }

    /**
     * Check that harmless tools accept the smallest arguments that their input schema accepts.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict acceptsMinimalArguments() {
        return ToolCheck.MINIMAL_ARGUMENTS.verdict(declared, connection, memory);
    }

    /**
     * Check that calls whose {@code arguments} are missing or {@code null} are answered.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict answersCallsWithoutArguments() {
        return ToolCheck.NO_ARGUMENTS.verdict(declared, connection, memory);
    }

    /**
     * Measure how strong the output schemas are. Each real result is changed in one place at a time: a member is
     * dropped, a value gets another type or leaves its enum, a list is emptied. The schema should reject the mutants.
     *
     * @return the strength of each output schema whose tool has a valid sample result, in the order of the tools; never
     *     {@code null}
     */
    public List<ToolStrength> strengths() {
        return ResultChecks.strengths(new ToolTrial(declared, connection, memory));
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public VerdictReport all() {
        return new VerdictReport(Arrays.stream(ToolCheck.values())
                .map(check -> check.verdict(declared, connection, memory))
                .toList());
    }
}
