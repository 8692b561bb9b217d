/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a client lets its caller know that a call has failed. An ordinary result that reads like an error message is no
 * such signal: a model takes it for the answer of the tool.
 *
 * <pre>{@code
 * DeclaredTimeouts.of("get-forecast", Duration.ofMillis(500)).reportedBy(FailureSignal.exception(TimeoutException.class))
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FailureSignal {

    private final String words;
    private final Predicate<@Nullable Object> byResult;
    private final Predicate<Throwable> byException;

    private FailureSignal(String words, Predicate<@Nullable Object> byResult, Predicate<Throwable> byException) {
        this.words = words;
        this.byResult = byResult;
        this.byException = byException;
    }

    /**
     * Declare any exception, or a result that is marked as an error. This is the default.
     *
     * @return the signal; never {@code null}
     */
    public static FailureSignal any() {
        return new FailureSignal("an exception or an error result", FailureSignal::isError, thrown -> true);
    }

    /**
     * Declare an exception of a type.
     *
     * @param type the type of the exception, or of one of its causes
     * @return the signal; never {@code null}
     */
    public static FailureSignal exception(Class<? extends Throwable> type) {
        return new FailureSignal(
                "an exception of type " + type.getSimpleName(), result -> false, thrown -> Stream.iterate(
                                thrown, Objects::nonNull, Throwable::getCause)
                        .limit(20)
                        .anyMatch(type::isInstance));
    }

    /**
     * Declare a result that is marked as an error: an object with a method {@code isError()} that returns {@code true},
     * a map or JSON with {@code "isError": true}, or a whole JSON-RPC response that has an error or such a result. A
     * member {@code error} of other JSON is the tool's own data.
     *
     * @return the signal; never {@code null}
     */
    public static FailureSignal errorResult() {
        return new FailureSignal("an error result", FailureSignal::isError, thrown -> false);
    }

    /**
     * Declare a result of your own, for example a marked fallback.
     *
     * @param description what it is, for messages: {@code "a result that is marked as stale"}
     * @param isSignal recognizes the result; it is called with every result, of any type, including {@code null} and
     *     the results of successful calls
     * @return the signal; never {@code null}
     */
    public static FailureSignal result(String description, Predicate<@Nullable Object> isSignal) {
        return new FailureSignal(description, isSignal, thrown -> false);
    }

    /**
     * Check whether a result is this signal.
     *
     * @param result what the call returned
     * @return whether the caller knows by it that the call has failed
     * @throws IllegalStateException if the predicate of {@link #result} throws
     */
    public boolean isGivenBy(@Nullable Object result) {
        try {
            return byResult.test(result);
        } catch (RuntimeException failed) {
            throw new IllegalStateException(
                    "The predicate for '" + words + "' threw " + failed
                            + ". It is called with every result, and this one was "
                            + (result == null
                                    ? "null"
                                    : "of type " + result.getClass().getName())
                            + ". Check for null and the type first",
                    failed);
        }
    }

    /**
     * Check whether an exception is this signal.
     *
     * @param thrown what the call threw
     * @return whether the caller knows by it that the call has failed
     */
    public boolean isGivenByException(Throwable thrown) {
        return byException.test(thrown);
    }

    private static boolean isError(@Nullable Object result) {
        if (result == null) {
            return false;
        }
        if (result instanceof JsonObject json) {
            return json.bool("isError").orElse(false) || isErrorResponse(json);
        }
        if (result instanceof CharSequence text) {
            return isErrorText(text.toString().strip());
        }
        if (result instanceof Map<?, ?> map) {
            return Boolean.TRUE.equals(map.get("isError"));
        }
        if (result instanceof Optional<?> optional) {
            return isError(optional.orElse(null));
        }
        return Stream.of("isError", "getIsError").anyMatch(name -> isTrue(result, name));
    }

    /** A tool's own data may have a member {@code error}, too. */
    private static boolean isErrorResponse(JsonObject json) {
        return json.has("jsonrpc")
                && (json.object("error").isPresent()
                        || json.object("result").filter(FailureSignal::isError).isPresent());
    }

    private static boolean isErrorText(String text) {
        if (!text.startsWith("{")) {
            return false;
        }
        try {
            return Json.parse(text) instanceof JsonObject json && isError(json);
        } catch (RuntimeException noJson) {
            return false;
        }
    }

    private static boolean isTrue(Object result, String name) {
        try {
            Method method = result.getClass().getMethod(name);
            if (Modifier.isStatic(method.getModifiers()) || !method.trySetAccessible()) {
                return false;
            }
            return Boolean.TRUE.equals(method.invoke(result));
        } catch (ReflectiveOperationException none) {
            return false;
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
