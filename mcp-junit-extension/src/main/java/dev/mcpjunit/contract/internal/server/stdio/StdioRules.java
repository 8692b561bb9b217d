/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stdio;

import static dev.mcpjunit.contract.internal.server.rule.Rule.goodPractice;
import static dev.mcpjunit.contract.internal.server.rule.Rule.implied;
import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;

/** The rules of {@link StdioHygieneContract}. */
final class StdioRules {

    static final Rule ONLY_MESSAGES = new Rule(
            "Standard output carries JSON-RPC messages, one in each line, and nothing else.",
            must("basic/transports#stdio"),
            must("basic/transports/stdio"),
            "Write logs, banners and debug prints to standard error. Libraries print, too: let them find standard"
                    + " error in place of standard output.");

    static final Rule LEAVES = new Rule(
            "A server exits soon after the end of its standard input.",
            implied("basic/lifecycle#shutdown"),
            should("basic/transports/stdio#shutdown"),
            "End the process when reading from standard input gives its end; look for threads and timers that keep it.");

    static final Rule NO_ORPHANS = new Rule(
            "When a server exits by itself, its child processes have ended.",
            goodPractice("basic/lifecycle#shutdown"),
            goodPractice("basic/transports/stdio#shutdown"),
            "End and await child processes before exiting; a shell in front of the server should exec it.");

    static final Rule UNREAD_ERRORS = new Rule(
            "A server also answers while its standard error is not read.",
            implied("basic/transports#stdio"),
            implied("basic/transports/stdio"),
            "A client may ignore standard error, and a full pipe blocks who writes to it: log less there, or from a"
                    + " thread of its own that may drop lines.");

    static final Rule LATE_CANCELLATIONS = new Rule(
            "A cancellation without a request to cancel is ignored.",
            null,
            should("basic/patterns/cancellation#error-handling"),
            "Look the id up among the running requests, and do nothing if it is not there: a cancellation and a response"
                    + " may cross.");

    static final Rule CANCELLED = new Rule(
            "Nothing more is sent for a request that was canceled.",
            null,
            must("basic/transports/stdio#cancellation"),
            "Stop the work when notifications/cancelled comes, and drop what it still sends: the client has forgotten the"
                    + " request.");

    private StdioRules() {}
}
