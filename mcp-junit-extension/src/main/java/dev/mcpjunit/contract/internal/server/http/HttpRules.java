/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.http;

import static dev.mcpjunit.contract.internal.server.rule.Rule.goodPractice;
import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;

/** The rules of {@link HttpServerContract}. */
final class HttpRules {

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
            "An accepted notification is answered with HTTP 202 and no body.",
            must("basic/transports#sending-messages-to-the-server"),
            null,
            "Answer a POST of a notification with 202 and an empty body.");

    static final Rule UNKNOWN_REVISION = new Rule(
            "A request in an unknown revision is refused with HTTP 400.",
            must("basic/transports#protocol-version-header"),
            must("basic/transports/streamable-http#protocol-version-header"),
            "Compare MCP-Protocol-Version with the revisions that you speak. In the stateless revisions the error is"
                    + " -32022 and lists them.");

    private HttpRules() {}
}
