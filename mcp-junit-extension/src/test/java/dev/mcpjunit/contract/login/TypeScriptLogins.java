/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.testkit.NodePrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of the TypeScript SDK that log in, all in one process: starting one for each would take longer than they do.
 */
final class TypeScriptLogins implements AutoCloseable {

    private static final long BOUND_SECONDS = 60;

    private final Process process;
    private final Writer commands;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();

    private TypeScriptLogins(Process process) {
        this.process = process;
        this.commands = process.outputWriter();
        var reader = new Thread(this::read, "reads from login.mjs");
        reader.setDaemon(true);
        reader.start();
    }

    static TypeScriptLogins start() throws IOException {
        Path program = NodePrograms.install("matrix").resolve("login.mjs");
        return new TypeScriptLogins(new ProcessBuilder("node", program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    ClientUnderTest connect(LoginSetup setup) throws Exception {
        String name = "client-" + numbers.incrementAndGet();
        ask("connect " + name + " " + setup.endpoint().uri());
        return ClientUnderTest.of(tool -> ask("call " + name + " " + tool), () -> ask("close " + name));
    }

    private String ask(String command) throws Exception {
        String number = String.valueOf(numbers.incrementAndGet());
        var answer = new CompletableFuture<String>();
        waiting.put(number, answer);
        synchronized (commands) {
            commands.write(number + " " + command + "\n");
            commands.flush();
        }
        String words = answer.get(BOUND_SECONDS, TimeUnit.SECONDS);
        if (!words.startsWith("ok")) {
            throw new IOException(words.substring("error ".length()));
        }
        return words;
    }

    private void read() {
        try (BufferedReader answers = process.inputReader()) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                String[] words = line.split(" ", 2);
                waiting.remove(words[0]).complete(words[1]);
            }
        } catch (IOException gone) {
            // The process has ended.
        }
        waiting.values().forEach(answer -> answer.completeExceptionally(new IOException("login.mjs is gone")));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
