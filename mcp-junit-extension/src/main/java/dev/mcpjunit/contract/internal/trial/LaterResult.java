/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes futures and publishers. The call may still be running, so they do not show what the caller gets, or when.
 */
final class LaterResult {

    private static final Set<String> TYPES = Set.of(
            "java.util.concurrent.Future",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow$Publisher",
            "org.reactivestreams.Publisher",
            "kotlinx.coroutines.Deferred");

    private LaterResult() {}

    /** Refuse such a result. */
    static void refuse(@Nullable Object value) {
        if (value != null && types(value.getClass()).anyMatch(type -> TYPES.contains(type.getName()))) {
            throw Finding.failed(
                    "The call returned an object of type " + value.getClass().getName()
                            + ", so it may still be running. Wait for the result in the client of the test, for example with"
                            + " join() or block()");
        }
    }

    private static Stream<Class<?>> types(@Nullable Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type),
                        Stream.concat(
                                types(type.getSuperclass()),
                                Arrays.stream(type.getInterfaces()).flatMap(LaterResult::types)));
    }
}
