/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.PendingRequests;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the response to one request, however the server chose to send it. Every way to get no answer has its own
 * failure, immediately and with an excerpt of what came instead.
 */
final class AnswerReader implements BodyHandler<JsonObject> {

    private final String subject;
    private final JsonObject request;
    private final HttpSession session;
    private final Inbox inbox;
    private final Findings findings;
    private final ExchangeTape tape;
    private final Cursor cursor = new Cursor();
    private volatile int status;
    private volatile boolean resumed;

    AnswerReader(
            String subject,
            JsonObject request,
            HttpSession session,
            Inbox inbox,
            Findings findings,
            ExchangeTape tape) {
        this.tape = tape;
        this.subject = subject;
        this.request = request;
        this.session = session;
        this.inbox = inbox;
        this.findings = findings;
    }

    /** The HTTP status of the answer; 0 while there is none. */
    int status() {
        return status;
    }

    /** How far the answer was read, if it is an event stream. */
    Cursor cursor() {
        return cursor;
    }

    /** Whether the connection has ended before the answer, and the server has said how to ask for the rest. */
    boolean mayResume() {
        return cursor.isCut() && cursor.lastId().isPresent();
    }

    /** Read on in the answer to a GET. */
    void resume() {
        resumed = true;
        cursor.end(false);
    }

    static boolean isEventStream(ResponseInfo response) {
        return response.statusCode() / 100 == 2 && type(response).startsWith("text/event-stream");
    }

    /** Whether it is not the server that answers, but what stands before it. */
    static boolean isGatewayError(int status) {
        return status == 502 || status == 503 || status == 504;
    }

    private static String type(ResponseInfo response) {
        return response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    @Override
    public BodySubscriber<JsonObject> apply(ResponseInfo response) {
        status = response.statusCode();
        Recorded.head(response, tape);
        String type = type(response);
        if (isEventStream(response)) {
            return new EventStreamBody(cursor, this::event, this::afterAnswer, this::noAnswerInStream);
        }
        return HttpResponse.BodySubscribers.mapping(LimitedBody.text(), body -> whole(response, type, body));
    }

    private JsonObject whole(ResponseInfo response, String type, String body) {
        Recorded.body(body, tape);
        RpcMessages messages = RpcMessages.in(body);
        if (response.statusCode() / 100 == 2) {
            if (messages.isEmpty()) {
                throw noAnswer(response, type, body);
            }
            return answerAmong(messages.all());
        }
        // Since 2025-06-18 a JSON-RPC error may be the body of an HTTP error; it says more than the status.
        Optional<JsonObject> error = messages.all().size() == 1
                ? Optional.of(messages.all().get(0)).filter(message -> message.has("error"))
                : Optional.empty();
        if (response.statusCode() == 404
                && session.id().isPresent()
                && !error.filter(this::isUnknownMethod).isPresent()) {
            throw sessionEnded(subject, request, session, body);
        }
        if (error.isPresent() && (isOurs(error.get()) || RpcMessage.isErrorWithoutId(error.get()))) {
            throw advised(
                    response.statusCode(),
                    PendingRequests.failure(
                            asked() + " (HTTP " + response.statusCode() + ")",
                            error.get().object("error").orElse(JsonObject.EMPTY)));
        }
        throw refused(response, body);
    }

    private McpException advised(int code, McpException failure) {
        return (code == 401 || code == 403) && failure instanceof McpErrorException error
                ? error.withAdvice(session.adviceOnRefusal().strip())
                : failure;
    }

    /** Servers of both eras answer so in either; that the method is unknown says that the session is not. */
    private boolean isUnknownMethod(JsonObject answer) {
        return isOurs(answer)
                && answer.object("error")
                        .map(error -> error.get("code"))
                        .filter(JsonValue.of(RpcErrors.METHOD_NOT_FOUND)::equals)
                        .isPresent();
    }

    /** Note that the server knows the session no more, and say so. */
    static McpException sessionEnded(String subject, JsonObject message, HttpSession session, String body) {
        session.end(message);
        return new McpProtocolException(
                subject + " ended the session: it answered " + RequestName.of(message) + " with HTTP 404"
                        + (body.isBlank() ? "." : ": " + Findings.excerpt(body.strip()))
                        + "\nA server says so when it no longer knows the session, for example after a restart."
                        + " The next call begins a new one." + session.adviceOnCookies(),
                null);
    }

    private Optional<JsonObject> event(SseEvent event) {
        String data = event.data();
        Recorded.event(event, tape);
        RpcMessages messages = RpcMessages.in(data);
        if (messages.isEmpty()) {
            throw RpcMessages.limitExceededBy(data)
                    .map(this::beyondLimit)
                    .orElseGet(() -> new McpProtocolException(
                            asked() + " with an event that is no JSON-RPC message: " + Findings.excerpt(data), null));
        }
        return responseAmong(messages.all()).map(this::unwrap);
    }

    /** A server should end the stream with the answer; later messages are not used. */
    private void afterAnswer(String data) {
        Recorded.body(data, tape);
        String finding = "an event after the response to " + RequestName.of(request) + ": " + Findings.excerpt(data);
        if (RpcMessages.in(data).all().stream().anyMatch(RpcMessage::isResponse)) {
            findings.addUnexpectedAnswer(finding);
        } else {
            findings.add(finding);
        }
    }

    private McpException noAnswerInStream(long events) {
        return new McpProtocolException(
                asked() + " with an event stream that ended before the response; it had " + events
                        + (events == 1 ? " event" : " events"),
                null);
    }

    private JsonObject answerAmong(List<JsonObject> messages) {
        return responseAmong(messages)
                .map(this::unwrap)
                .orElseThrow(() -> new McpProtocolException(asked() + " without a response to it: " + messages, null));
    }

    private Optional<JsonObject> responseAmong(List<JsonObject> messages) {
        messages.stream().filter(RpcMessage::isCall).forEach(inbox::take);
        return messages.stream().filter(RpcMessage::isResponse).findFirst();
    }

    private JsonObject unwrap(JsonObject answer) {
        return PendingRequests.resultIn(asked(), request, answer);
    }

    private boolean isOurs(JsonObject answer) {
        JsonValue id = request.get("id");
        return id != null && id.equals(answer.get("id"));
    }

    private McpProtocolException beyondLimit(String limit) {
        return new McpProtocolException(asked() + " with JSON beyond a limit of mcp-junit. " + limit, null);
    }

    private McpException noAnswer(ResponseInfo response, String type, String body) {
        Optional<String> limit = RpcMessages.limitExceededBy(body);
        if (limit.isPresent()) {
            return beyondLimit(limit.get());
        }
        String status = "HTTP " + response.statusCode();
        if (body.isBlank()) {
            return new McpProtocolException(
                    asked() + " with " + status + " and an empty body. A request must be answered with a JSON-RPC"
                            + " response; 202 is for notifications.",
                    null);
        }
        return new McpProtocolException(
                asked() + " with " + status + (type.isEmpty() ? "" : " " + type) + " that is no JSON-RPC message: "
                        + Findings.excerpt(body),
                null);
    }

    private McpException refused(ResponseInfo response, String body) {
        int status = response.statusCode();
        var text = new StringBuilder(asked()).append(" with HTTP ").append(status);
        text.append(RefusalHeaders.of(response.headers()));
        text.append(body.isBlank() ? " and no body." : ": " + Findings.excerpt(body.strip()));
        switch (status) {
            case 401, 403 -> text.append(session.adviceOnRefusal());
            case 404 -> text.append("\nIs this the path of the MCP endpoint?");
            case 405 ->
                text.append(
                        resumed
                                ? "\nIt gave its events ids; then the stream must go on where a GET names the last one."
                                : "\nIs this the path of the MCP endpoint? It must accept POST.");
            default -> {
                // Nothing is known about what to do next.
            }
        }
        return isGatewayError(status)
                ? new ServerUnreachableException(text.toString(), null)
                : new McpProtocolException(text.toString(), null);
    }

    private String asked() {
        String name = RequestName.of(request);
        return subject + " answered " + (resumed ? "the GET for the rest of the response to " + name : name);
    }
}
