/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
            open.put(key, answer);
        }
        Map<String, T> answers = new LinkedHashMap<>();
        open.forEach((key, answer) -> answers.put(key, join(answer)));
        return answers;
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
