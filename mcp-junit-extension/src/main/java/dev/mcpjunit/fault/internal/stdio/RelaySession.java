/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.internal.process.RelayedCommand;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** One client with the relay that it has started and the real server behind it. */
final class RelaySession implements RelayListener.Session {

    /** As a shell exits that does not find a program. */
    private static final int NO_SUCH_PROGRAM = 127;

    private final StdioBridgeConfig config;
    private final int number;
    private final RelayLink client;
    private final ProcessHandle relay;
    private final ExecutorService threads;
    private final InFlight inFlight = new InFlight();
    private final CountDownLatch outputRead = new CountDownLatch(1);
    private final McpEndpoint.Stdio command;
    private volatile boolean passing;

    RelaySession(
            StdioBridgeConfig config,
            int number,
            RelayLink client,
            ProcessHandle relay,
            ExecutorService threads,
            McpEndpoint.Stdio command) {
        this.config = config;
        this.number = number;
        this.client = client;
        this.relay = relay;
        this.threads = threads;
        this.command = command;
    }

    @Override
    public void run() {
        ServerProcess process;
        try {
            process = config.starter().apply(new RelayedCommand(command, client.errors()));
        } catch (RuntimeException failure) {
            refuse(failure);
            return;
        }
        // A server that does not read keeps us from reading, and so from seeing the end of the client.
        CompletableFuture<Void> unused = relay.onExit().thenRun(this::close);
        try {
            serve(process);
        } catch (IOException clientGone) {
            // As every client goes one day.
        } finally {
            close();
            process.stop();
        }
    }

    private void serve(ServerProcess process) throws IOException {
        var input = new ServerInput(process.input());
        var context = new ExchangeContext(client, relay, inFlight, config.toServer());
        var conversation = new Conversation(config, number, input, context, threads);
        threads.execute(() -> readOutput(process.output(), conversation));
        CompletableFuture<Void> unused = process.exit().thenAcceptAsync(code -> serverEnded(process, code), threads);
        client.readInput(new LineCutter(conversation.fromClient()));
        input.end();
        client.awaitEnd();
    }

    private void readOutput(InputStream output, Conversation conversation) {
        var lines = new LineCutter(conversation.fromServer());
        byte[] buffer = new byte[8192];
        try (output) {
            for (int count; (count = output.read(buffer)) >= 0; ) {
                passing = true;
                lines.feed(buffer, count);
                passing = false;
            }
            lines.end();
            inFlight.serverEnded();
            client.closeOutput();
        } catch (IOException gone) {
            // Either of them; the reader of the client handles it.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            outputRead.countDown();
        }
    }

    /** The client's process ends like the server, after everything that the server has said. */
    private void serverEnded(ServerProcess process, int code) {
        try {
            while (!outputRead.await(process.lastLinesTimeout().toMillis(), TimeUnit.MILLISECONDS) && passing) {
                // The client takes its time to read.
            }
            process.awaitErrorsRead();
            inFlight.serverEnded();
            client.exit(code);
        } catch (IOException gone) {
            // The client was quicker.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(RuntimeException failure) {
        try (client) {
            client.errors().write(Conversation.noServer(failure));
            client.exit(NO_SUCH_PROGRAM);
            client.awaitEnd();
        } catch (IOException gone) {
            // Then there is no client left to answer.
        }
    }

    /** Let go the client and everything that waits for it. */
    @Override
    public void close() {
        inFlight.finish(Outcome.CLIENT_GONE);
        inFlight.abort();
        client.close();
    }
}
