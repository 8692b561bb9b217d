/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import static dev.mcpjunit.contract.internal.server.rule.Rule.must;

import dev.mcpjunit.contract.internal.server.rule.Rule;
import org.apiguardian.api.API;

/** Rules about messages, whatever the transport. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageRules {

    public static final Rule SAME_ID = new Rule(
            "A response carries the id of its request, in the same JSON type.",
            must("basic#responses"),
            must("basic#responses"),
            "Return the id unchanged: a string stays a string, a number a number.");

    public static final Rule ANSWERS_WITHOUT_ARGUMENTS = new Rule(
            "A call without arguments, or with null in their place, gets a response and does not end the server.",
            must("basic#messages"),
            must("basic#messages"),
            "Check params.arguments before use, and answer with an error (-32602) or a result with isError where"
                    + " something is missing.");

    private MessageRules() {}
}
