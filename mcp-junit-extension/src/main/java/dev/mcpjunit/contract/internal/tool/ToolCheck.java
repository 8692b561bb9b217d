/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** The checks of the contract of tools, in their order: those that read the state go first. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ToolCheck {
    COVERAGE("covers every tool", CallChecks::coverage),
    NAMES("uses valid names and titles", NameChecks::namesAndTitles),
    READ_ONLY("leaves state unchanged in read-only calls", HintChecks::readOnly),
    IDEMPOTENT("leaves state unchanged in repeated idempotent calls", HintChecks::idempotent),
    SAMPLE_CALLS("answers sample calls", CallChecks::sampleCalls),
    OUTPUT_SCHEMAS("honors output schemas", ResultChecks::outputSchemas),
    TEXT("repeats structured content as text", ResultChecks::textContent),
    STRENGTH("declares strong output schemas", ResultChecks::strength),
    ERRORS("reports errors in results", CallChecks::errors),
    INVALID_ARGUMENTS("refuses invalid arguments", ArgumentChecks::invalid),
    MINIMAL_ARGUMENTS("accepts minimal arguments", MinimalArgumentChecks::minimal),
    NO_ARGUMENTS("answers calls without arguments", CallChecks::withoutArguments);

    private final String words;

    // A method reference without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<ToolTrial> steps;

    ToolCheck(String words, Consumer<ToolTrial> steps) {
        this.words = words;
        this.steps = steps;
    }

    /** The names of all checks, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(check -> check.words).toList();
    }

    /** Make the check. */
    public Verdict verdict(DeclaredTools declared, McpConnection connection, HintMemory memory) {
        return CheckRunner.run(words, () -> new ToolTrial(declared, connection, memory), steps);
    }
}
