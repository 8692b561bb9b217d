/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The records of the messages in one request: one, several for a batch, none for what is not JSON-RPC. What the client
 * gets is recorded just before it is sent, so that a test that has the answer finds it in the traffic.
 *
 * @param answeredElsewhere whether answers come on another connection than requests, so that a response to the request
 *     says nothing yet
 * @param unasked takes what the server sends where there is no message of the client
 */
record Tracked(List<ExchangeRecord> records, boolean answeredElsewhere, Consumer<JsonObject> unasked) {

    static final Tracked NOTHING = new Tracked(List.of(), false, message -> {});

    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;

    /** The server has the whole request. */
    void forwarded() {
        records.forEach(ExchangeRecord::forwarded);
    }

    /** The server's response is complete. */
    void answered() {
        records.stream().filter(each -> !answeredElsewhere || !each.isRequest()).forEach(ExchangeRecord::answered);
    }

    /** The same records, for a client whose answers come elsewhere. */
    Tracked elsewhere() {
        return new Tracked(records, true, unasked);
    }

    /** The server has sent a message. */
    void seen(JsonObject message) {
        if (records.isEmpty()) {
            unasked.accept(message);
        }
        for (ExchangeRecord each : records) {
            if (each.isAnsweredBy(message) || message.has("method")) {
                each.sentByServer(message);
            }
        }
    }

    /** The server has sent a body that is not JSON-RPC. */
    void otherBody(byte[] body) {
        if (body.length > 0) {
            String text = new String(body, UTF_8);
            records.forEach(each -> each.otherBody(text));
        }
    }

    /** The client is about to get a message. */
    void delivered(JsonObject message) {
        for (ExchangeRecord each : records) {
            if (each.isAnsweredBy(message)) {
                each.finished(Outcome.of(message));
            }
        }
    }

    /** Whether a message of the server answers one of these. */
    boolean isAnswer(JsonObject message) {
        return records.stream().anyMatch(each -> each.isAnsweredBy(message));
    }

    /** The client is about to get this head. */
    void status(ResponseHead head) {
        Optional<Duration> wait = RetryAfter.in(head.headers());
        Map<String, String> headers = head.headers().toMap();
        records.forEach(each -> each.status(head.status(), headers, wait));
    }

    /** The client is about to get the end of a response; what has no answer by now will have none. */
    void concluded(int status) {
        for (ExchangeRecord each : records) {
            boolean asked = each.isRequest();
            if (status >= REDIRECTION) {
                each.finished(Outcome.HTTP_ERROR);
            } else if (!asked || !answeredElsewhere) {
                each.finished(asked ? Outcome.INVALID : Outcome.ACCEPTED);
            }
        }
    }

    /** A text that was not parsed goes to the client as a response. */
    void taken(int status) {
        Outcome outcome = status < CLIENT_ERROR ? Outcome.RESULT : Outcome.HTTP_ERROR;
        finished(outcome);
    }

    void finished(Outcome outcome) {
        records.forEach(each -> each.finished(outcome));
    }

    /** Something is done to the messages on the way. */
    void fault(String words) {
        records.forEach(each -> each.fault(words));
    }

    void note(String what) {
        records.forEach(each -> each.note(what));
    }
}
