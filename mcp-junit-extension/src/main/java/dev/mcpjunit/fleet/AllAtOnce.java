/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks all servers of a fleet concurrently. */
final class AllAtOnce {

    private AllAtOnce() {}

    /**
     * Ask for one answer by each key, each on a daemon thread of its own, and wait for all of them. Each question has a
     * deadline of its own, and turns its failures into answers.
     *
     * @param keys the keys
     * @param question what to ask
     * @param <T> the type of the answers
     * @return the answers in the order of the keys
     */
    static <T> Map<String, T> ask(Collection<String> keys, Function<String, T> question) {
        Map<String, CompletableFuture<T>> open = new LinkedHashMap<>();
        for (String key : keys) {
            open.put(key, start(key, question));
        }
        Map<String, T> answers = new LinkedHashMap<>();
        open.forEach((key, answer) -> answers.put(key, join(answer)));
        return answers;
    }

    /**
     * Do something for each key, each on a daemon thread of its own, and wait for all of them, also if this thread is
     * interrupted. Each action has a deadline of its own.
     *
     * @param keys the keys
     * @param action what to do
     */
    static void run(Collection<String> keys, Consumer<String> action) {
        Map<String, CompletableFuture<Optional<RuntimeException>>> open = new LinkedHashMap<>();
        for (String key : keys) {
            open.put(key, start(key, asked -> {
                try {
                    action.accept(asked);
                    return Optional.empty();
                } catch (RuntimeException failure) {
                    return Optional.of(failure);
                }
            }));
        }
        // Not interruptible, and an interrupt stays set.
        List<RuntimeException> failures = open.values().stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        if (!failures.isEmpty()) {
            failures.subList(1, failures.size()).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
    }

    private static <T> CompletableFuture<T> start(String key, Function<String, T> question) {
        var answer = new CompletableFuture<T>();
        var asker = new Thread(
                () -> {
                    try {
                        answer.complete(question.apply(key));
                    } catch (Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                },
                "mcp-junit asks " + key);
        asker.setDaemon(true);
        asker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        asker.start();
        return answer;
    }

    private static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the servers of a fleet", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
