/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import org.apiguardian.api.API;

/** How a call of a load session ended. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CallOutcome {
    /** The tool gave a result. */
    ANSWERED("answered"),
    /** The tool gave a result with {@code isError}. */
    TOOL_ERROR("tool error"),
    /** The server answered with a JSON-RPC error. */
    RPC_ERROR("JSON-RPC error"),
    /** The answer breaks the protocol, for example because it has the id of another request. */
    INVALID_ANSWER("invalid answer"),
    /** No answer came within the timeout of the call. */
    LOST("no answer"),
    /** The server could not be reached, or the connection broke. */
    UNREACHABLE("unreachable"),
    /** The server could not be started, or had ended. */
    SERVER_ENDED("server ended"),
    /** The session ran out of time before the answer came, and before the timeout of the call. */
    CUT_OFF("cut off"),
    /** The call was not made, because the session ran out of time. */
    NOT_MADE("not made");

    private final String words;

    CallOutcome(String words) {
        this.words = words;
    }

    /** Whether the server gave a complete answer that can be searched for a nonce. */
    boolean isAnswer() {
        return this == ANSWERED || this == TOOL_ERROR;
    }

    /** Whether this says that something is wrong. */
    boolean isError() {
        return this != ANSWERED && !isMissing();
    }

    /** Whether this says nothing, because the session was too short. */
    boolean isMissing() {
        return this == CUT_OFF || this == NOT_MADE;
    }

    /** Whether something of the server ended the call, in time. */
    boolean isOfServer() {
        return isAnswer() || this == RPC_ERROR || this == INVALID_ANSWER;
    }

    /** Whether the server itself was not there. */
    boolean isEndOfServer() {
        return this == UNREACHABLE || this == SERVER_ENDED;
    }

    /** As in a report, for example {@code tool error}. */
    @Override
    public String toString() {
        return words;
    }
}
