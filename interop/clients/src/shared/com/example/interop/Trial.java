package com.example.interop;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lists and calls the tools of each shape with one client, and prints what happened as lines of tab-separated fields. */
final class Trial {

    /** Arguments that fit every tool of every shape. */
    static final String ARGUMENTS = "{\"city\":\"Oslo\"}";

    private static final PrintStream OUT = System.out;
    private static final int SECONDS = 4;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private Trial() {}

    /** A client that is connected to a server over stdio. */
    interface Client extends AutoCloseable {
        List<String> tools() throws Exception;

        void call(String tool) throws Exception;
    }

    /** Connects a client to the server that a command starts. */
    interface Connector {
        Client connect(List<String> command) throws Exception;
    }

    /** Reads lines of "id, command…" from a file. */
    static void run(String file, Connector connector) throws Exception {
        System.setOut(System.err);
        for (var line : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)) {
            var fields = Arrays.asList(line.split("\t"));
            attempt(fields.get(0), fields.subList(1, fields.size()), connector);
        }
        // A client may leave threads behind that keep the JVM running.
        Runtime.getRuntime().halt(0);
    }

    private static void attempt(String id, List<String> command, Connector connector) {
        Client client = null;
        try {
            client = within(60, () -> connector.connect(command));
            var connected = client;
            List<String> tools;
            try {
                tools = within(SECONDS, connected::tools);
            } catch (Exception e) {
                print(id, "list-failed", message(e));
                return;
            }
            print(id, "listed", String.join(",", tools));
            for (var tool : tools) {
                try {
                    within(SECONDS, () -> {
                        connected.call(tool);
                        return tool;
                    });
                    print(id, "called", tool);
                } catch (Exception e) {
                    print(id, "call-failed", tool, message(e));
                }
            }
        } catch (Exception e) {
            print(id, "connection-failed", message(e));
        } finally {
            close(client);
            print(id, "done");
        }
    }

    private static void close(Client client) {
        if (client != null) {
            try {
                within(60, () -> {
                    client.close();
                    return client;
                });
            } catch (Exception e) {
                System.err.println("Cannot close: " + message(e));
            }
        }
    }

    /** Some clients wait forever for what they could not read. */
    private static <T> T within(int seconds, Callable<T> action) throws Exception {
        var running = THREADS.submit(action);
        try {
            return running.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new TimeoutException("no answer");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static void print(String... fields) {
        OUT.println(String.join("\t", fields));
        OUT.flush();
    }

    /** The innermost message: the outer ones say that a list or call failed, which is known already. */
    private static String message(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }
}
