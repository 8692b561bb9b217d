/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.testkit.NodePrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code clients.mjs} in a process of Node.js: asked by lines, answers by lines, in any order. */
final class NodeProgram implements AutoCloseable {

    private static final int ANSWER_SECONDS = 60;

    private final Process process;
    private final OutputStream input;
    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    private NodeProgram(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        var reader = new Thread(this::read, "clients.mjs");
        reader.setDaemon(true);
        reader.start();
    }

    /** Start it, installed first where that has not been done. */
    static NodeProgram start(String version) {
        Path directory = NodePrograms.install("matrix");
        try {
            return new NodeProgram(new ProcessBuilder("node", "clients.mjs", version)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve(version + ".log").toFile())
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                var reply = (JsonObject) Json.parse(line);
                int id = ((JsonNumber) Objects.requireNonNull(reply.get("id")))
                        .value()
                        .intValue();
                Objects.requireNonNull(waiting.remove(id)).complete(reply);
            }
        } catch (IOException gone) {
            // Calls that still wait fail below.
        }
        waiting.values().forEach(each -> each.completeExceptionally(new IOException("Node.js has ended")));
    }

    /** Ask for a deed, and wait until it is done or has failed. */
    JsonObject ask(String deed, JsonObject details) {
        int id = ids.incrementAndGet();
        var reply = new CompletableFuture<JsonObject>();
        waiting.put(id, reply);
        JsonObject question = details.toBuilder().put("id", id).put("do", deed).build();
        try {
            synchronized (input) {
                input.write((question + "\n").getBytes(UTF_8));
                input.flush();
            }
            return reply.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("clients.mjs did not answer " + question, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
