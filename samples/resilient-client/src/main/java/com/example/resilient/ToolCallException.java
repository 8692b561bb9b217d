/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import com.example.resilient.ToolCall.Repetition;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.modelcontextprotocol.spec.McpError;
import java.net.ConnectException;
import java.util.Set;
import java.util.stream.Stream;

/** A call has failed. What may be done about it depends on how far it came. */
public final class ToolCallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** JSON-RPC errors that say that the call was wrong, and will be the next time. */
    private static final Set<Integer> MISTAKES = Set.of(-32600, -32601, -32602);

    /** How far a call came before it failed. */
    public enum Progress {
        /** It was not sent. Nothing has happened. */
        NOT_SENT,
        /** It was sent, and nobody knows what the server has made of it. */
        UNKNOWN,
        /** The server has answered that the call is wrong. The server is well. */
        REFUSED,
        /** The caller does not want to know any more. */
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

    /** How far a call came that failed in this way. */
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

    /** How far the call came. */
    public Progress progress() {
        return progress;
    }

    /** Whether the same server may be asked again. While it is left alone, that would be in vain. */
    boolean mayBeRepeated(ToolCall call) {
        boolean leftAlone = has(this, CallNotPermittedException.class);
        return switch (progress) {
            case NOT_SENT -> !leftAlone;
            case UNKNOWN -> call.repetition() != Repetition.NEVER;
            case REFUSED, GIVEN_UP -> false;
        };
    }

    /** Whether another server may be asked instead. */
    boolean mayGoElsewhere(ToolCall call) {
        return switch (progress) {
            case NOT_SENT -> true;
            case UNKNOWN -> call.repetition() == Repetition.FREE;
            case REFUSED, GIVEN_UP -> false;
        };
    }
}
