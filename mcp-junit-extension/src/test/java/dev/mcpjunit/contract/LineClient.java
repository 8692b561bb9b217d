/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client on standard input and output, written by hand, that looks at the ids of answers or does not. */
final class LineClient implements ClientUnderTest {

    private final Process process;
    private final Duration timeout;
    private final boolean looksAtIds;
    private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private int id;

    private LineClient(Process process, Duration timeout, boolean looksAtIds) {
        this.process = process;
        this.timeout = timeout;
        this.looksAtIds = looksAtIds;
        var reader = new Thread(this::read, "line client");
        reader.setDaemon(true);
        reader.start();
    }

    static ClientUnderTest connect(McpEndpoint server, Duration timeout, boolean looksAtIds) throws Exception {
        var stdio = (McpEndpoint.Stdio) server;
        var builder = new ProcessBuilder(stdio.command())
                .directory(stdio.directory().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(stdio.environment());
        var client = new LineClient(builder.start(), timeout, looksAtIds);
        try {
            client.ask(HttpCaller.request("initialize", ++client.id, HttpCaller.HELLO), timeout.multipliedBy(10));
        } catch (TimeoutException givenUp) {
            client.close();
            throw givenUp;
        }
        client.tell(HttpCaller.notification("notifications/initialized", Map.of()));
        return client;
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            in.lines().map(line -> (JsonObject) Json.parse(line)).forEach(answers::add);
        } catch (IOException | UncheckedIOException | MalformedJsonException closed) {
            // The server has ended, perhaps in the middle of a line.
        }
    }

    private void tell(JsonObject message) throws IOException {
        process.getOutputStream().write((message + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    private JsonObject ask(JsonObject request, Duration bound) throws Exception {
        tell(request);
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            JsonObject answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new TimeoutException("No answer within " + bound);
            }
            boolean isResponse = !answer.has("method");
            if (isResponse && (!looksAtIds || JsonValue.of(id).equals(answer.get("id")))) {
                return answer;
            }
        }
    }

    @Override
    public Object call(String tool) throws Exception {
        JsonObject call = HttpCaller.call(tool, ++id);
        try {
            return ask(call, timeout);
        } catch (TimeoutException givenUp) {
            tell(HttpCaller.notification("notifications/cancelled", Map.of("requestId", id)));
            throw givenUp;
        }
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
