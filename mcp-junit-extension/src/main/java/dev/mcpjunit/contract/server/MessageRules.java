/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static dev.mcpjunit.contract.server.Rule.must;

/** Rules about messages, whatever the transport. */
final class MessageRules {

    static final Rule SAME_ID = new Rule(
            "A response carries the id of its request, in the same JSON type.",
            must("basic#responses"),
            must("basic#responses"),
            "Return the id unchanged: a string stays a string, a number a number.");

    static final Rule ANSWERS_WITHOUT_ARGUMENTS = new Rule(
            "A call without arguments, or with null in their place, gets a response and does not end the server.",
            must("basic#messages"),
            must("basic#messages"),
            "Check params.arguments before use, and answer with an error (-32602) or a result with isError where"
                    + " something is missing.");

    private MessageRules() {}
}
