/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.conformance;

import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Which scenarios of the conformance suite run against a server, and which of them are expected to fail.
 *
 * <pre>{@code
 * DeclaredConformance.to("2025-11-25")
 *         .only("server-initialize", "ping", "tools-list", "resources-list", "resources-subscribe")
 *         .expectingFailure("resources-subscribe", "the server declares no subscriptions")
 * }</pre>
 *
 * @param revision the revision of the protocol, for example {@code 2025-11-25}
 * @param scenarios the scenarios that run; all that the revision requires of servers if it is empty
 * @param expectedFailures the scenarios that are expected to fail, and why
 * @param suiteVersion the version of the npm package {@code @modelcontextprotocol/conformance}
 * @param timeout how long the suite may take, with its installation
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DeclaredConformance(
        String revision,
        Set<String> scenarios,
        List<ExpectedFailure> expectedFailures,
        String suiteVersion,
        Duration timeout) {

    private static final String SUITE_VERSION = "0.2.0-alpha.12";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /**
     * A scenario that is expected to fail.
     *
     * @param scenario the name of the scenario
     * @param reason why it fails
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record ExpectedFailure(String scenario, String reason) {

        /** @throws IllegalArgumentException if the reason is blank */
        public ExpectedFailure {
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "The expected failure of scenario '" + scenario + "' needs a reason");
            }
        }
    }

    /** @throws IllegalArgumentException if the revision is no date, or the timeout is not positive */
    public DeclaredConformance {
        if (!revision.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException(
                    "'" + revision + "' is no revision of the protocol. Write it as 2025-11-25.");
        }
        scenarios = Collections.unmodifiableSet(new LinkedHashSet<>(scenarios));
        expectedFailures = List.copyOf(expectedFailures);
        Preconditions.requirePositive("The timeout of the conformance suite", timeout);
    }

    /**
     * Declare that a server conforms to a revision: to all scenarios that the suite requires of servers.
     *
     * @param revision for example {@code 2025-11-25}
     * @return the declaration; never {@code null}
     * @throws IllegalArgumentException if the revision is no date
     */
    public static DeclaredConformance to(String revision) {
        return new DeclaredConformance(revision, Set.of(), List.of(), SUITE_VERSION, TIMEOUT);
    }

    /**
     * Report only some scenarios. Many scenarios call tools, prompts and resources with names that only a server made
     * for the suite has.
     *
     * @param names the names of the scenarios
     * @return a changed copy; never {@code null}
     */
    public DeclaredConformance only(String... names) {
        return new DeclaredConformance(
                revision, new LinkedHashSet<>(List.of(names)), expectedFailures, suiteVersion, timeout);
    }

    /**
     * Expect a scenario to fail. The test of the scenario is aborted with the reason, and fails once the scenario
     * passes.
     *
     * @param scenario the name of the scenario
     * @param reason why it fails
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the reason is blank
     */
    public DeclaredConformance expectingFailure(String scenario, String reason) {
        var more = new ArrayList<>(expectedFailures);
        more.add(new ExpectedFailure(scenario, reason));
        return new DeclaredConformance(revision, scenarios, more, suiteVersion, timeout);
    }

    /**
     * Set the version of the suite.
     *
     * @param version a version of the npm package {@code @modelcontextprotocol/conformance}; {@code 0.2.0-alpha.12} by
     *     default
     * @return a changed copy; never {@code null}
     */
    public DeclaredConformance suiteVersion(String version) {
        return new DeclaredConformance(revision, scenarios, expectedFailures, version, timeout);
    }

    /**
     * Set how long the suite may take, with its installation.
     *
     * @param longest must be positive; five minutes by default
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeclaredConformance timeout(Duration longest) {
        return new DeclaredConformance(revision, scenarios, expectedFailures, suiteVersion, longest);
    }
}
