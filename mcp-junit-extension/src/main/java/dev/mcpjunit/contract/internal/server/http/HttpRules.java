/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.http;

import static dev.mcpjunit.contract.internal.server.rule.Rule.goodPractice;
import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;

/** The rules of {@link HttpServerContract}. */
final class HttpRules {

    private static final String SENDING = "basic/transports#sending-messages-to-the-server";
    private static final String RESUMING = "basic/transports#resumability-and-redelivery";

    static final Rule ORIGIN = new Rule(
            "A request with the Origin of a foreign web page is refused with HTTP 403.",
            must("basic/transports#security-warning"),
            must("basic/transports/streamable-http#security-%26-endpoint"),
            "Compare the Origin header, where there is one, with the origins that you trust. Any page can otherwise make"
                    + " the browser of its visitor talk to a server on that machine or network.");

    static final Rule GET = new Rule(
            "GET is answered with an event stream, or with HTTP 405 where there is none.",
            must("basic/transports#listening-for-messages-from-the-server"),
            should("basic/transports/streamable-http#earlier-streamable-http-revisions"),
            "Answer GET with 405 and 'Allow: POST' unless you stream; if you stream, send the response head"
                    + " immediately. A client that gets anything else takes the endpoint for something else.");

    static final Rule NO_STACK_TRACES = new Rule(
            "Errors do not carry stack traces.",
            goodPractice("basic#responses"),
            goodPractice("basic#error-responses"),
            "Log the stack trace and answer with a sentence: traces reveal the code, and models spend context on"
                    + " them.");

    static final Rule NOTIFICATIONS = new Rule(
            "An accepted notification is answered with HTTP 202 and no body, any other one with an HTTP error.",
            must("basic/transports#sending-messages-to-the-server"),
            must("basic/transports/streamable-http#sending-messages"),
            "Answer a POST of a notification with 202 and an empty body, or with 400 if you do not accept it.");

    static final Rule UNKNOWN_REVISION = new Rule(
            "A request in an unknown revision is refused with HTTP 400.",
            must("basic/transports#protocol-version-header"),
            must("basic/transports/streamable-http#protocol-version-header"),
            "Compare MCP-Protocol-Version with the revisions that you speak. In the stateless revisions the error is"
                    + " -32022 and lists them.");

    static final Rule CONTENT_TYPE = new Rule(
            "A request is answered in application/json or text/event-stream.",
            must("basic/transports#sending-messages-to-the-server"),
            must("basic/transports/streamable-http#sending-messages"),
            "Set the Content-Type of the answer: clients decide by it how to read the body.");

    static final Rule SESSION_IDS = new Rule(
            "Session ids are unique and cannot be guessed.",
            should("basic/transports#session-management"),
            null,
            "Create each id with a secure random generator, for example as a version 4 UUID: anyone who guesses an id can"
                    + " take over the session.");

    static final Rule WITHOUT_HEADER = new Rule(
            "A request of revision 2025-03-26, which has no header for the revision, is answered.",
            should("basic/transports#protocol-version-header"),
            null,
            "If the header is missing, use the revision of the session. If there is no session either, use 2025-03-26.");

    static final Rule CODES = new Rule(
            "Errors use no codes of earlier revisions. In the range -32768 to -32020, they use only the codes that JSON-RPC and"
                    + " this revision define, in their meaning.",
            null,
            must("basic#error-codes"),
            "Use a standard code of JSON-RPC, or one outside -32768 to -32000 for an error of your own.");

    static final Rule INITIALIZE = new Rule(
            "A server that does not support the handshake names its revisions in the error response to initialize.",
            null,
            should("basic/versioning#backward-compatibility-with-initialization-based-versions"),
            "Name your revisions in the message or in the data of the error: older clients show it to their users.");

    static final Rule NO_BUFFERING = new Rule(
            "A stream has the header X-Accel-Buffering: no.",
            null,
            should("basic/transports/streamable-http#receiving-messages"),
            "Set X-Accel-Buffering: no with Content-Type: text/event-stream. A proxy such as nginx holds events back"
                    + " otherwise.");

    static final Rule STREAM_ENDS = new Rule(
            "A stream ends with the response.",
            should(SENDING),
            should("basic/transports/streamable-http#receiving-messages"),
            "End the body after the response: clients may read up to its end, and each open stream costs a connection.");

    static final Rule EVENT_IDS = events(
            "No two events of a session have the same id.",
            must(RESUMING),
            "Give each event a unique id, such as its stream number and its number in the stream, or give no ids.");

    static final Rule REPLAY = events(
            "On a stream that is resumed, the server sends no messages of other streams.",
            must(RESUMING),
            "Find the stream of the event in Last-Event-ID, and send only its later messages.");

    static final Rule STREAM_BEGINS = events(
            "A stream begins with an event that has an id and no data.",
            should(SENDING),
            "Send an event with an id and empty data immediately: a client can then resume the stream whenever it loses"
                    + " the connection.");

    static final Rule RETRY = events(
            "Before the server closes a connection early, it says when to reconnect.",
            should(SENDING),
            "Send an event with the field retry before you close a connection without a response.");

    static final Rule LOST_CONNECTION = events(
            "A lost connection does not cancel the request.",
            should(SENDING),
            "Finish the request, and keep its response for the client that resumes the stream.");

    private static Rule events(String statement, Rule.Section section, String advice) {
        return new Rule(statement, section, null, advice);
    }

    private HttpRules() {}
}
