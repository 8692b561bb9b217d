/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Work on values that are nested deeper than the stack of an ordinary thread. What is read from outside has at most
 * 1,000 levels, which recursion takes in its stride where the stack is large enough.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeepStack {

    /** Far below what the smallest usual stack takes. */
    private static final int SHALLOW = 64;

    private static final long STACK_BYTES = 512L << 20;

    private DeepStack() {}

    /** Do some work on values, on a thread of its own where they are nested deeply. */
    public static <T> T call(Collection<? extends JsonValue> values, Supplier<T> work) {
        if (values.stream().noneMatch(DeepStack::isDeep)) {
            return work.get();
        }
        var result = new CompletableFuture<T>();
        Thread deep = new Thread(
                null,
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "mcp-junit deep values",
                STACK_BYTES);
        deep.setDaemon(true);
        deep.start();
        try {
            return result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** Not recursive, of course. */
    private static boolean isDeep(JsonValue value) {
        record Level(JsonValue value, int depth) {}
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(value, 0));
        while (!open.isEmpty()) {
            Level next = open.pop();
            if (next.depth > SHALLOW) {
                return true;
            }
            if (next.value instanceof JsonObject object) {
                object.members().values().forEach(inner -> open.push(new Level(inner, next.depth + 1)));
            } else if (next.value instanceof JsonArray array) {
                array.forEach(inner -> open.push(new Level(inner, next.depth + 1)));
            }
        }
        return false;
    }
}
