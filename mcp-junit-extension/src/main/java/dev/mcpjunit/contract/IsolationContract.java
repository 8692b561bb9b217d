/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.Verdicts;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.server.RunningServer;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that a server never shows one client the data of another. A test class with one server implements it, and
 * inherits the tests:
 *
 * <pre>{@code
 * @McpServer(image = "acme/notes:2")
 * class NotesIsolationTests implements IsolationContract {
 *
 *     @Override
 *     public DeclaredIsolation isolation() {
 *         return DeclaredIsolation.between(
 *                         ClientIdentity.named("alice").header("Authorization", "Bearer token-of-alice"),
 *                         ClientIdentity.named("bob").header("Authorization", "Bearer token-of-bob"))
 *                 .writing("save-note", Map.of("text", "a note ${nonce}"))
 *                 .reading("list-notes", Map.of());
 *     }
 * }
 * }</pre>
 *
 * <p>A test fails if an answer to one client has data that the other client wrote; the message includes the timeline. A
 * test is inconclusive if a client does not see even its own data; {@code -Dmcp.contract=required} fails inconclusive
 * checks. To leave a test out, override and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface IsolationContract {

    /**
     * Declare the clients that must be kept apart, and the calls that write and read their data.
     *
     * @return the declaration; never {@code null}
     */
    DeclaredIsolation isolation();

    /** Two connected clients read only what they have written themselves. */
    @Test
    @DisplayName("keeps reads apart")
    default void keepsReadsApart(RunningServer server) {
        Verdicts.report(IsolationProbe.of(isolation(), server).keepsReadsApart());
    }

    /** A client that connects after another has disconnected sees no data of the other. */
    @Test
    @DisplayName("keeps later clients apart")
    default void keepsLaterClientsApart(RunningServer server) {
        Verdicts.report(IsolationProbe.of(isolation(), server).keepsLaterClientsApart());
    }

    /** Two clients that write and read at the same moment get only their own data. */
    @Test
    @DisplayName("keeps concurrent calls apart")
    default void keepsConcurrentCallsApart(RunningServer server) {
        Verdicts.report(IsolationProbe.of(isolation(), server).keepsConcurrentCallsApart());
    }

    /** Tools, prompts, resources and templates listed for one client show no data of another. */
    @Test
    @DisplayName("keeps lists apart")
    default void keepsListsApart(RunningServer server) {
        Verdicts.report(IsolationProbe.of(isolation(), server).keepsListsApart());
    }
}
