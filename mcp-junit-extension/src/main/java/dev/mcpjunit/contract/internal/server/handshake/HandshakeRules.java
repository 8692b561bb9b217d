/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import static dev.mcpjunit.contract.internal.server.rule.Rule.implied;
import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.Rule.Section;

/** The rules of {@link HandshakeServerContract}. */
final class HandshakeRules {

    static final Rule REVISION = rule(
            "initialize is answered with the revision that was asked for, if the server supports it, and otherwise with"
                    + " another that it supports.",
            must("basic/lifecycle#version-negotiation"),
            "Compare protocolVersion with the revisions that you support, and answer with the latest of them if it is"
                    + " none of these.");

    static final Rule SERVES_DECLARED = rule(
            "A server answers the requests of the capabilities that it declares.",
            must("basic/lifecycle#operation"),
            "Implement the methods of each declared capability, or do not declare it.");

    static final Rule DECLARES_SERVED = rule(
            "A server declares the capabilities that it has; one without tasks ignores requests for tasks.",
            must("server/tools#capabilities"),
            "Declare the capability in the result of initialize: clients do not ask for what is not declared. Without"
                    + " tasks.requests.tools.call, answer a call with the parameter task as if it were not there.");

    static final Rule UNKNOWN_METHOD = rule(
            "A request with an unknown method gets error -32601, with a message.",
            must("basic#messages"),
            "Answer unknown methods with code -32601. Clients decide by it whether to do without a feature.");

    static final Rule PING = rule(
            "ping gets an empty result.",
            must("basic/utilities/ping#behavior-requirements"),
            "Answer ping with result {}.");

    static final Rule JSON_OR_EVENTS = rule(
            "A request is answered with application/json or text/event-stream.",
            must("basic/transports#sending-messages-to-the-server"),
            "Set Content-Type to what the body is.");

    static final Rule UNKNOWN_TOOL = rule(
            "A call of an unknown tool gets a JSON-RPC error, and not a result.",
            implied("server/tools#error-handling"),
            "Answer with error -32602. A result with isError is for tools that were executed and failed.");

    static final Rule UNKNOWN_PROMPT = rule(
            "A request for an unknown prompt, or without a required argument, gets error -32602.",
            should("server/prompts#error-handling"),
            "Check the name and the required arguments before the prompt is filled in.");

    static final Rule UNKNOWN_RESOURCE = rule(
            "A request for an unknown resource gets error -32002.",
            should("server/resources#error-handling"),
            "Answer with code -32002: clients recognize a resource that is gone by it.");

    static final Rule UNKNOWN_LEVEL = rule(
            "logging/setLevel with an unknown level gets error -32602.",
            should("server/utilities/logging#error-handling"),
            "Compare the level with the eight that there are.");

    static final Rule FOREIGN_CURSOR = rule(
            "A request with a cursor that the server did not give out gets error -32602.",
            should("server/utilities/pagination#error-handling"),
            "Check cursors, including those for a list with one page: a client that gets the first page again never ends.");

    static final Rule UNKNOWN_REFERENCE = rule(
            "completion/complete for an unknown prompt gets error -32602.",
            should("server/utilities/completion#error-handling"),
            "Check the name of the prompt or the template before you look for suggestions.");

    static final Rule PAGES_END = rule(
            "The pages of a list end, and have each entry once.",
            implied("server/utilities/pagination#response-format"),
            "Leave nextCursor out on the last page, and let each cursor begin where the page before ended.");

    static final Rule STABLE_PAGES = rule(
            "The same cursor gives the same page.",
            should("server/utilities/pagination#implementation-guidelines"),
            "List from an ordered collection, and let a cursor say where to go on.");

    static final Rule TOOL_NAMES = rule(
            "Names of tools are unique and have 1 to 128 letters, digits, underscores, hyphens and dots.",
            should("server/tools#tool-names"),
            "Rename the tool: clients and models reject other names.");

    static final Rule SCHEMAS = rule(
            "Each tool has a valid JSON Schema of type object for its input, and for its output, if it has one.",
            must("server/tools#tool"),
            "Correct the schema; for a tool without parameters, use {\"type\": \"object\"}.");

    static final Rule META_KEYS = rule(
            "Keys of _meta are names with an optional prefix of labels, as in com.example/name.",
            must("basic#_meta"),
            "Use letters, digits, hyphens, underscores and dots, and begin and end with a letter or a digit.");

    static final Rule SHAPES = rule(
            "Messages have the members that the specification requires, with the right types.",
            must("basic#messages"),
            "Add or correct the member. Typed clients reject the whole message.");

    static final Rule COMPLETIONS = rule(
            "A completion has 100 values at most.",
            implied("server/utilities/completion#completion-results"),
            "Cut the values off after 100, and set hasMore.");

    static final Rule PROGRESS = rule(
            "Progress is reported only with the token of a running request, and increases.",
            must("basic/utilities/progress#behavior-requirements"),
            "Send notifications/progress only if the request has a progressToken, and only before its response.");

    static final Rule LOGS = rule(
            "Log messages come only from a server that declares logging.",
            must("server/utilities/logging#capabilities"),
            "Declare logging in the result of initialize, or send no log messages.");

    static final Rule LOG_LEVEL = rule(
            "Log messages have the level that was set, or a higher one.",
            implied("server/utilities/logging#message-flow"),
            "Compare the level of each message with that of logging/setLevel. If the server cannot store the level, for"
                    + " example without sessions, do not declare logging.");

    static final Rule ONLY_DECLARED = rule(
            "A server sends only requests that the client has declared to support, each with a string or an integer as"
                    + " its id.",
            must("basic/lifecycle#operation"),
            "Look at the capabilities in initialize before you ask for elicitation, sampling or roots.");

    static final Rule CONTEXT = rule(
            "A server asks for context only if the client declares sampling.context.",
            should("client/sampling#capabilities"),
            "Leave includeContext out, or look at the capabilities in initialize before you set it.");

    static final Rule QUESTIONS = rule(
            "Requests for input have ids of their own and the members that their methods require.",
            must("client/elicitation#elicitation-requests"),
            "Correct the request. A form needs a message and a schema; an address needs mode url, a message, a valid url"
                    + " and an elicitationId; in sampling, each tool use is followed by its result. Count up the ids.");

    static final Rule ANSWERS = rule(
            "An answer that does not match the schema of its form is not used.",
            should("client/elicitation#form-mode-security"),
            "Validate the content of the answer against requestedSchema before you use it.");

    static final Rule CANCELS = rule(
            "A server cancels only requests that it has sent.",
            must("basic/utilities/cancellation#behavior-requirements"),
            "Send notifications/cancelled with the id of your own request, and only while that is open.");

    static final Rule WAITS = rule(
            "Before notifications/initialized, a server sends no requests but ping.",
            should("basic/lifecycle#initialization"),
            "Wait for notifications/initialized.");

    static final Rule NO_RESPONSE = rule(
            "A notification gets no response.",
            must("basic#notifications"),
            "Answer nothing that has no id, not even an unknown method.");

    static final Rule CANCELLATIONS = rule(
            "A cancellation of an unknown request is ignored.",
            should("basic/utilities/cancellation#error-handling"),
            "Look the request up, and do nothing if it is not there: it may have ended before the cancellation came.");

    static final Rule NO_BATCHES = rule(
            "A batch is not processed.",
            implied("basic/transports#sending-messages-to-the-server"),
            "Refuse an array: batches exist in revision 2025-03-26 only.");

    static final Rule ONCE = rule(
            "A message is sent on one stream only, and a response only on that of its request.",
            must("basic/transports#multiple-connections"),
            "Choose one stream for each message. Send a response on a stream that GET opens only if its Last-Event-ID is of"
                    + " the stream of the request.");

    static final Rule SESSION_NAME = rule(
            "A session id has visible ASCII characters only.",
            must("basic/transports#session-management"),
            "Use a random UUID, for example.");

    static final Rule NEEDS_SESSION = rule(
            "A request without the session id gets HTTP 400, if the server has sessions.",
            should("basic/transports#session-management"),
            "Answer HTTP 400, so that the client knows what is wrong.");

    static final Rule ENDED_SESSION = rule(
            "A request in a session that has ended gets HTTP 404.",
            must("basic/transports#session-management"),
            "Answer HTTP 404: clients begin a new session only then.");

    private HandshakeRules() {}

    private static Rule rule(String statement, Section section, String advice) {
        return new Rule(statement, section, null, advice);
    }
}
