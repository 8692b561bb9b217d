/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.cassette.internal.Player.Found;
import dev.mcpjunit.fault.internal.stdio.JvmProgram;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Replays a cassette to one client over standard input and output. Thread-safe. */
final class StdioReplay implements JvmProgram.Input {

    private final JvmProgram.Output output;
    private final Replay replay;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "mcp-junit replay");
        thread.setDaemon(true);
        return thread;
    });

    StdioReplay(Player player, JvmProgram.Output output) {
        this.output = output;
        this.replay = new Replay(player, this::sendIfPossible);
    }

    @Override
    public void line(byte[] line) {
        for (JsonObject message : RpcMessages.in(line).all()) {
            if (RpcMessage.isRequest(message)) {
                request(message);
            } else {
                OptionalInt unused = replay.take(message);
            }
        }
    }

    /** Found in the order of the lines; requests are answered at the same time. */
    private void request(JsonObject request) {
        Optional<Found> found = replay.find(request);
        if (found.isEmpty()) {
            sendIfPossible(replay.missing(request));
            return;
        }
        try {
            threads.execute(() -> play(request, found.get()));
        } catch (RejectedExecutionException closed) {
            // The client has closed its side already.
        }
    }

    private void play(JsonObject request, Found found) {
        try {
            replay.play(request, found, this::send);
        } catch (IOException gone) {
            // There is no client any more.
        }
    }

    private void send(JsonObject message) throws IOException {
        output.write((Json.print(message) + "\n").getBytes(UTF_8));
    }

    private void sendIfPossible(JsonObject message) {
        try {
            send(message);
        } catch (IOException gone) {
            // There is no client any more.
        }
    }

    @Override
    public void close() {
        replay.close();
        threads.shutdownNow();
    }
}
