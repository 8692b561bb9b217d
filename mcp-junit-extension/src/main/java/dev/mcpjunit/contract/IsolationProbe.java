/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.internal.isolation.IsolationChecks;
import dev.mcpjunit.contract.internal.isolation.IsolationTrial;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.server.RunningServer;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Checks whether a server keeps two clients apart. Each check opens new connections. These are the checks of
 * {@link IsolationContract}, for tests that do not implement it:
 *
 * <pre>{@code
 * @Test
 * void keepsClientsApart(RunningServer notes) {
 *     var declared = DeclaredIsolation.between(ClientIdentity.named("alice"), ClientIdentity.named("bob"))
 *             .writing("save-note", Map.of("text", "${nonce}"))
 *             .reading("list-notes", Map.of());
 *     IsolationProbe.of(declared, notes).all().requirePassed();
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IsolationProbe {

    private static final String READS = "keeps reads apart";
    private static final String LATER = "keeps later clients apart";
    private static final String CONCURRENT = "keeps concurrent calls apart";
    private static final String LISTS = "keeps lists apart";

    private final DeclaredIsolation declared;
    private final RunningServer server;

    private IsolationProbe(DeclaredIsolation declared, RunningServer server) {
        declared.exemptions().requireKnown(List.of(READS, LATER, CONCURRENT, LISTS));
        this.declared = declared;
        this.server = server;
    }

    /**
     * Create a probe.
     *
     * @param declared the clients and the calls
     * @param server the server
     * @return the probe; never {@code null}
     */
    public static IsolationProbe of(DeclaredIsolation declared, RunningServer server) {
        return new IsolationProbe(declared, server);
    }

    /**
     * Check that two connected clients read only what they have written themselves.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict keepsReadsApart() {
        return check(READS, IsolationChecks::reads);
    }

    /**
     * Check that a client that connects after another has disconnected sees no data of the other.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict keepsLaterClientsApart() {
        return check(LATER, IsolationChecks::laterClient);
    }

    /**
     * Check that two clients that write and read at the same moment get only their own data.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict keepsConcurrentCallsApart() {
        return check(CONCURRENT, IsolationChecks::concurrentCalls);
    }

    /**
     * Check that tools, prompts, resources and templates listed for one client show no data of another.
     *
     * @return the verdict; not applicable if the lists do not show what clients write; never {@code null}
     */
    public Verdict keepsListsApart() {
        return check(LISTS, IsolationChecks::lists);
    }

    private Verdict check(String name, Consumer<IsolationChecks> check) {
        return CheckRunner.run(
                name, () -> new IsolationTrial(declared, server), trial -> check.accept(new IsolationChecks(trial)));
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public VerdictReport all() {
        return new VerdictReport(
                List.of(keepsReadsApart(), keepsLaterClientsApart(), keepsConcurrentCallsApart(), keepsListsApart()));
    }
}
