/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.isolation;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
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
        first.read();
        second.read();
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
        rounds(first, together);
        try {
            other.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        requireOwnData(first);
        requireOwnData(second);
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
        boolean shown = false;
        for (McpList list : McpList.values()) {
            if (first.connection().server().offers(list.capability())) {
                shown |= first.lookInto(list.method(), page(first, list));
                shown |= second.lookInto(list.method(), page(second, list));
            }
        }
        if (!shown) {
            throw Finding.notApplicable("the lists of server '" + trial.server() + "' do not show what clients write");
        }
    }

    private static JsonValue page(IsolatedClient client, McpList list) {
        try {
            List<JsonValue> entries = new ArrayList<>();
            switch (list) {
                case TOOLS -> client.connection().listTools().forEach(tool -> entries.add(tool.raw()));
                case PROMPTS -> client.connection().listPrompts().forEach(prompt -> entries.add(prompt.raw()));
                case RESOURCES -> client.connection().listResources().forEach(resource -> entries.add(resource.raw()));
                case RESOURCE_TEMPLATES ->
                    client.connection().listResourceTemplates().forEach(template -> entries.add(template.raw()));
            }
            return JsonValue.of(entries);
        } catch (McpException refused) {
            return JsonObject.EMPTY;
        }
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
