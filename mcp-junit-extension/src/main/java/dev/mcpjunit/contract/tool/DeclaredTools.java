/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.tool;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Sample calls of the tools of a server, and what checks may do with the tools.
 *
 * <pre>{@code
 * DeclaredTools.none()
 *         .calling("get-forecast", Map.of("city", "Oslo"))
 *         .failing("get-forecast", Map.of("city", "Atlantis"))
 *         .calling("convert-temperature", Map.of("value", 20, "to", "fahrenheit"))
 *         .withoutSampleCall("book-trip", "books a real trip")
 *         .harmless("get-forecast", "convert-temperature")
 * }</pre>
 *
 * @param calls the calls that succeed, in the order of the declaration
 * @param failures the calls that report an error, although the input schema accepts their arguments
 * @param withoutSampleCalls the tools without sample calls, and why
 * @param harmless the tools that may get generated arguments
 * @param acceptingAllValid the tools that succeed for all arguments that their input schema accepts; they are harmless
 *     too
 * @param state how to read the state that tools may change
 * @param lowestStrength the lowest accepted strength of output schemas, in percent
 * @param callTimeout how long a call may take
 * @param exemptions the checks that may stay inconclusive
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DeclaredTools(
        List<ToolCall> calls,
        List<ToolCall> failures,
        Map<String, String> withoutSampleCalls,
        Set<String> harmless,
        Set<String> acceptingAllValid,
        Optional<StateProbe> state,
        int lowestStrength,
        Duration callTimeout,
        Exemptions exemptions) {

    private static final int LOWEST_STRENGTH = 50;

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    /**
     * @throws IllegalArgumentException if a tool is declared to have no sample call without a reason, or although it
     *     has one, a percentage is not between 0 and 100, or the timeout is not positive
     */
    public DeclaredTools {
        calls = List.copyOf(calls);
        failures = List.copyOf(failures);
        withoutSampleCalls = Collections.unmodifiableMap(new LinkedHashMap<>(withoutSampleCalls));
        harmless = Collections.unmodifiableSet(new LinkedHashSet<>(harmless));
        acceptingAllValid = Collections.unmodifiableSet(new LinkedHashSet<>(acceptingAllValid));
        Preconditions.requirePositive("The timeout of a call", callTimeout);
        if (lowestStrength < 0 || lowestStrength > 100) {
            throw new IllegalArgumentException(
                    "The lowest strength of output schemas must be between 0 and 100 percent, but is "
                            + lowestStrength);
        }
        withoutSampleCalls.forEach((tool, reason) -> {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("withoutSampleCall(…) needs a reason for tool '" + tool + "'");
            }
        });
        for (ToolCall call : calls) {
            if (withoutSampleCalls.containsKey(call.tool())) {
                throw new IllegalArgumentException(
                        "Tool '" + call.tool()
                                + "' has a sample call, but is declared to have none. Remove calling(…) or withoutSampleCall(…).");
            }
        }
    }

    /**
     * Create an empty declaration.
     *
     * @return a declaration without sample calls; never {@code null}
     */
    public static DeclaredTools none() {
        return new DeclaredTools(
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                LOWEST_STRENGTH,
                CALL_TIMEOUT,
                Exemptions.NONE);
    }

    /**
     * Add a sample call that succeeds. The checks make it several times.
     *
     * @param tool the name of the tool
     * @param arguments its arguments
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the tool is declared to have no sample call
     */
    public DeclaredTools calling(String tool, Map<String, ?> arguments) {
        return with(draft -> draft.calls.add(ToolCall.of(tool, arguments)));
    }

    /**
     * Add a sample call that reports an error, although the input schema accepts its arguments.
     *
     * @param tool the name of the tool
     * @param arguments its arguments
     * @return a changed copy; never {@code null}
     */
    public DeclaredTools failing(String tool, Map<String, ?> arguments) {
        return with(draft -> draft.failures.add(ToolCall.of(tool, arguments)));
    }

    /**
     * Declare that a tool has no sample call that succeeds.
     *
     * @param tool the name of the tool
     * @param reason why not
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the reason is blank, or the tool has a sample call
     */
    public DeclaredTools withoutSampleCall(String tool, String reason) {
        return with(draft -> draft.withoutSampleCalls.put(tool, reason));
    }

    /**
     * Declare tools harmless: whatever their arguments are, a call does no damage. The checks call only harmless tools
     * with arguments that they make: invalid ones, and sample arguments reduced to what the input schema requires.
     *
     * @param tools the names of the tools
     * @return a changed copy; never {@code null}
     */
    public DeclaredTools harmless(String... tools) {
        return with(draft -> draft.harmless.addAll(List.of(tools)));
    }

    /**
     * Declare that harmless tools succeed for all arguments that their input schema accepts. The checks call them with
     * the smallest such arguments, generated from the schema.
     *
     * @param tools the names of the tools; they need not be declared {@link #harmless} as well
     * @return a changed copy; never {@code null}
     */
    public DeclaredTools acceptingAllValid(String... tools) {
        return with(draft -> {
            draft.harmless.addAll(List.of(tools));
            draft.acceptingAllValid.addAll(List.of(tools));
        });
    }

    /**
     * Set how to read the state that tools may change. The checks of {@code readOnlyHint} and {@code idempotentHint}
     * need it.
     *
     * @param probe reads the state
     * @return a changed copy; never {@code null}
     */
    public DeclaredTools observing(StateProbe probe) {
        return with(draft -> draft.state = Optional.of(probe));
    }

    /**
     * Set the lowest accepted strength of an output schema: how many of the mutants of real results it must reject.
     *
     * @param percent from 0 to 100; 50 by default
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if it is not a percentage
     */
    public DeclaredTools lowestStrength(int percent) {
        return with(draft -> draft.lowestStrength = percent);
    }

    /**
     * Set how long a call may take.
     *
     * @param timeout must be positive; 20 seconds by default
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeclaredTools callTimeout(Duration timeout) {
        return with(draft -> draft.callTimeout = timeout);
    }

    /**
     * Exempt a check: it may be inconclusive even with {@code -Dmcp.contract=required}.
     *
     * @param check the name of the check, for example {@code reports errors in results}
     * @param reason why
     * @return a changed copy; never {@code null}
     */
    public DeclaredTools exempt(String check, String reason) {
        return with(draft -> draft.exemptions = exemptions.with(check, reason));
    }

    private DeclaredTools with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new DeclaredTools(
                draft.calls,
                draft.failures,
                draft.withoutSampleCalls,
                draft.harmless,
                draft.acceptingAllValid,
                draft.state,
                draft.lowestStrength,
                draft.callTimeout,
                draft.exemptions);
    }

    /** A copy that can be changed. */
    private static final class Draft {

        private final List<ToolCall> calls;
        private final List<ToolCall> failures;
        private final Map<String, String> withoutSampleCalls;
        private final Set<String> harmless;
        private final Set<String> acceptingAllValid;
        private Optional<StateProbe> state;
        private int lowestStrength;
        private Duration callTimeout;
        private Exemptions exemptions;

        Draft(DeclaredTools from) {
            calls = new ArrayList<>(from.calls);
            failures = new ArrayList<>(from.failures);
            withoutSampleCalls = new LinkedHashMap<>(from.withoutSampleCalls);
            harmless = new LinkedHashSet<>(from.harmless);
            acceptingAllValid = new LinkedHashSet<>(from.acceptingAllValid);
            state = from.state;
            lowestStrength = from.lowestStrength;
            callTimeout = from.callTimeout;
            exemptions = from.exemptions;
        }
    }
}
