/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;

/**
 * A message of the client and the record of what becomes of it. What the client is told is written down just before it
 * is sent, so that a test that has the answer finds it in the traffic. Thread-safe.
 */
final class Tracked {

    private final JsonObject message;
    private final ExchangeRecord record;
    private boolean forwarded;

    Tracked(ExchangeRecord record) {
        this.message = record.message();
        this.record = record;
    }

    JsonObject message() {
        return message;
    }

    boolean isRequest() {
        return RpcMessage.isRequest(message);
    }

    /** The server has it. */
    synchronized void forwarded() {
        if (!forwarded) {
            forwarded = true;
            record.forwarded();
        }
    }

    /** The server has said something about it. */
    void seen(JsonObject said) {
        // The answer can be quicker than the one who wrote the question.
        forwarded();
        if (RpcMessage.isResponseTo(message, said)) {
            record.answered();
        } else {
            record.note(said.string("method").orElse("?"));
        }
    }

    void note(String what) {
        record.note(what);
    }

    /** Nobody will answer what is no request. */
    void accepted() {
        if (!isRequest()) {
            record.finished(Outcome.ACCEPTED);
        }
    }

    void finished(Outcome outcome) {
        record.finished(outcome);
    }

    boolean isFinished() {
        return record.isFinished();
    }
}
