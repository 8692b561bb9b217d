/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ToolResult;

/** The outcome of a tool call. */
sealed interface ToolOutcome {

    /** The most characters that a message shows of an answer. */
    int EXCERPT = 300;

    /** Whether the call has a result that reports no error. */
    default boolean isSuccess() {
        return this instanceof Answered answered && answered.succeeded();
    }

    /** What happened, as the end of a sentence that begins with the call. */
    String words();

    /** A result, whether it reports an error or not. */
    record Answered(ToolResult result) implements ToolOutcome {

        /** An {@code isError} that is no boolean is no success. */
        boolean succeeded() {
            JsonValue error = result.raw().get("isError");
            return error == null || error instanceof JsonNull || error == JsonBoolean.FALSE;
        }

        @Override
        public String words() {
            return (succeeded() ? "returned " : "reported the error ")
                    + Printable.line(succeeded() ? result.raw().toString() : result.text(), EXCERPT);
        }
    }

    /** A JSON-RPC error. */
    record ProtocolError(McpErrorException error) implements ToolOutcome {
        @Override
        public String words() {
            return "got the JSON-RPC error " + error.code() + ": " + Printable.line(error.errorMessage(), EXCERPT);
        }
    }

    /** No answer, or none of the server alone: a script of the test may be missing. */
    record Unanswered(RuntimeException failure) implements ToolOutcome {

        /** Whether the server is to blame: it ended, or it did not answer in time. */
        boolean isOfTheServer() {
            return failure instanceof ServerDiedException || failure instanceof McpTimeoutException;
        }

        @Override
        public String words() {
            return "got no answer: " + Printable.line(String.valueOf(failure.getMessage()), EXCERPT);
        }
    }
}
