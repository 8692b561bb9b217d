/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

/** What a client does while a fault happens. */
enum ClientAction {
    /** Calls a tool. */
    CALL,
    /** Calls a tool that reports its progress, and listens. */
    CALL_WITH_PROGRESS,
    /** Calls a tool that reports its progress, which comes after the answer. */
    CALL_WITH_LATE_PROGRESS,
    /** Calls a tool; the fault holds it up until it was seen to wait. */
    CALL_HELD,
    /** Calls a tool; the fault holds it up until the client has given up. */
    CALL_HELD_TOO_LONG,
    /** Lists the tools. */
    LIST,
    /** Connects. */
    CONNECT;

    boolean isCall() {
        return this != LIST && this != CONNECT;
    }

    String tool() {
        return wantsProgress() ? "plan-trip" : "get-forecast";
    }

    boolean wantsProgress() {
        return this == CALL_WITH_PROGRESS || this == CALL_WITH_LATE_PROGRESS;
    }
}
