/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.testkit.NodePrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client in a process of its own that is TypeScript: the test sends it lines that say when to call and what time it
 * is.
 */
public final class NodeClient implements AutoCloseable {

    private static final long BOUND_SECONDS = 60;

    private final Process process;
    private final Writer commands;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private NodeClient(Process process) {
        this.process = process;
        this.commands = process.outputWriter();
        var reader = new Thread(this::read, "reads from node");
        reader.setDaemon(true);
        reader.start();
    }

    /** Start it, connected to a server. */
    public static NodeClient start(McpEndpoint.Http endpoint, String... flaws) throws Exception {
        Path program = NodePrograms.install("breaker").resolve("breaker.js");
        var command = new ArrayList<>(
                List.of("node", program.toString(), endpoint.uri().toString()));
        command.addAll(List.of(flaws));
        var client = new NodeClient(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        client.ready.get(BOUND_SECONDS, TimeUnit.SECONDS);
        return client;
    }

    /** A fresh breaker in it. */
    public BreakerSubject subject(BreakerSetup setup) {
        send("reset");
        return BreakerSubject.of(BreakerCall.of(this::call), BreakerSettings.opensAfter(3))
                .advancedBy(this::advance);
    }

    private void advance(Duration time) {
        send("advance " + time.toMillis());
    }

    private void call() throws InterruptedException, ExecutionException, TimeoutException {
        String id = String.valueOf(calls.incrementAndGet());
        var answer = new CompletableFuture<String>();
        waiting.put(id, answer);
        send("call " + id);
        String words = answer.get(BOUND_SECONDS, TimeUnit.SECONDS);
        if (!words.equals("ok")) {
            throw new IllegalStateException(words);
        }
    }

    private synchronized void send(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException gone) {
            throw new IllegalStateException("The client in Node is gone", gone);
        }
    }

    private void read() {
        try (BufferedReader answers = process.inputReader()) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                String[] words = line.split(" ", 2);
                if (words.length == 1) {
                    ready.complete(line);
                } else {
                    waiting.remove(words[0]).complete(words[1]);
                }
            }
        } catch (IOException gone) {
            ready.completeExceptionally(gone);
        }
        var gone = new IOException("The client in Node is gone");
        ready.completeExceptionally(gone);
        waiting.values().forEach(answer -> answer.completeExceptionally(gone));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
