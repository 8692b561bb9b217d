/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.isolation;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.internal.rpc.McpList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;
import org.apiguardian.api.API;

/** The checks of the isolation contract; to return is to pass. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class IsolationChecks {

    private static final int ROUNDS = 20;

    private final IsolationTrial trial;

    /** Check by a trial whose clients are not connected yet. */
    public IsolationChecks(IsolationTrial trial) {
        this.trial = trial;
        if (trial.declared().writes().isEmpty() || trial.declared().reads().isEmpty()) {
            throw Finding.inconclusive("the declaration names no call that writes, or no call that reads."
                    + " Name them: writing(…), reading(…)");
        }
    }

    /** Two clients that are connected at the same time. */
    public void reads() {
        IsolatedClient first = trial.first();
        IsolatedClient second = trial.second();
        first.write();
        second.write();
        new Outcomes().of(first::read).of(second::read).require();
        requireOwnData(first);
        requireOwnData(second);
    }

    /** A client that connects when the other has gone. */
    public void laterClient() {
        IsolatedClient first = trial.first();
        first.write();
        first.read();
        requireOwnData(first);
        first.connection().close();
        IsolatedClient second = trial.second();
        second.read();
        second.write();
        second.read();
        requireOwnData(second);
    }

    /** Both clients write and read at the same moment, again and again. */
    public void concurrentCalls() {
        IsolatedClient first = trial.first();
        IsolatedClient second = trial.second();
        var together = new Phaser(2);
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> rounds(second, together), IsolationChecks::start);
        // Both to their end: no connection may be closed while a client still uses it.
        new Outcomes().of(() -> rounds(first, together)).of(() -> join(other)).require();
        requireOwnData(first);
        requireOwnData(second);
    }

    private static void join(CompletableFuture<Void> client) {
        try {
            client.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "mcp-junit second client");
        thread.setDaemon(true);
        thread.start();
    }

    /** A client that has failed keeps the other from nothing. */
    private static void rounds(IsolatedClient client, Phaser together) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                together.arriveAndAwaitAdvance();
                client.write();
                client.read();
            }
        } finally {
            together.arriveAndDeregister();
        }
    }

    /** The lists of tools, prompts, resources and templates. */
    public void lists() {
        IsolatedClient first = trial.first();
        IsolatedClient second = trial.second();
        first.write();
        second.write();
        var listed = new ListedData(trial.server(), first, second);
        for (McpList list : McpList.values()) {
            if (first.connection().server().offers(list.capability())) {
                listed.search(list);
            }
        }
        listed.requireEvidence();
    }

    /** A server that shows a client nothing of its own data proves nothing by not showing it that of another. */
    private static void requireOwnData(IsolatedClient client) {
        if (!client.hasSeenOwn()) {
            throw Finding.hidden("no call that reads showed client '" + client
                    + "' its own data, so the check could not find data of"
                    + " the other client either. Name calls that show own data: reading(…)");
        }
    }
}
