/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import com.example.resilient.ToolCall.Repetition;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.modelcontextprotocol.spec.McpError;
import java.net.ConnectException;
import java.util.Set;
import java.util.stream.Stream;

/** A call failed. Whether it may be repeated depends on how far it got. */
public final class ToolCallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** JSON-RPC errors for a wrong call: it would fail again. */
    private static final Set<Integer> MISTAKES = Set.of(-32600, -32601, -32602);

    /** How far a call got before it failed. */
    public enum Progress {
        /** It was not sent. */
        NOT_SENT,
        /** It was sent; whether the server executed it is unknown. */
        UNKNOWN,
        /** The server rejected the call. The server is healthy. */
        REFUSED,
        /** The caller cancelled it. */
        GIVEN_UP
    }

    private final Progress progress;

    private ToolCallException(String message, Progress progress, Throwable cause) {
        super(message, cause);
        this.progress = progress;
    }

    static ToolCallException of(String server, String tool, Throwable failure) {
        Throwable cause = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        return new ToolCallException(
                "Server '" + server + "' did not carry out " + tool + ": " + cause, progressOf(failure), failure);
    }

    /** How far a call got that failed like this. */
    static Progress progressOf(Throwable failure) {
        if (has(failure, InterruptedException.class)) {
            return Progress.GIVEN_UP;
        }
        if (has(failure, CallNotPermittedException.class) || has(failure, ConnectException.class)) {
            return Progress.NOT_SENT;
        }
        boolean mistake = causes(failure)
                .anyMatch(cause -> cause instanceof McpError error
                        && MISTAKES.contains(error.getJsonRpcError().code()));
        return mistake ? Progress.REFUSED : Progress.UNKNOWN;
    }

    private static boolean has(Throwable failure, Class<?> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** How far the call got. */
    public Progress progress() {
        return progress;
    }

    /** Whether the same server may be called again. An open breaker would refuse the call. */
    boolean mayBeRepeated(ToolCall call) {
        boolean breakerOpen = has(this, CallNotPermittedException.class);
        return switch (progress) {
            case NOT_SENT -> !breakerOpen;
            case UNKNOWN -> call.repetition() != Repetition.NEVER;
            case REFUSED, GIVEN_UP -> false;
        };
    }

    /** Whether another server may be called instead. */
    boolean mayGoElsewhere(ToolCall call) {
        return switch (progress) {
            case NOT_SENT -> true;
            case UNKNOWN -> call.repetition() == Repetition.FREE;
            case REFUSED, GIVEN_UP -> false;
        };
    }
}
