/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static dev.mcpjunit.contract.server.Rule.must;
import static dev.mcpjunit.contract.server.Rule.should;

import dev.mcpjunit.contract.server.Rule.Section;

/** The rules of {@link StatelessServerContract}. */
final class StatelessRules {

    static final Rule DISCOVER = rule(
            "server/discover lists the revisions that a server supports.",
            must("server/discover"),
            "Answer server/discover with supportedVersions and capabilities.");

    static final Rule SAME_LISTS = rule(
            "Lists are the same whichever replica answers.",
            must("server/tools#capabilities"),
            "Make lists from the code and its configuration, not from what one instance has seen or is called.");

    static final Rule SAME_ORDER = rule(
            "Tools come in the same order each time, whichever replica answers.",
            should("server/tools#capabilities"),
            "Sort the tools, or list them from an ordered collection: another order makes clients lose what they and"
                    + " their models have cached.");

    static final Rule SAME_ANSWERS = rule(
            "A request has the same answer whichever replica answers.",
            should("basic#statelessness"),
            "Compute answers from the request alone. State that spans requests needs an explicit handle in the"
                    + " arguments, and a store that all replicas share.");

    static final Rule ROUNDS = rule(
            "A request that brings the user's answers can be served by any replica.",
            should("basic#statelessness"),
            "Put all that is needed to go on into requestState, signed with a key that all replicas have.");

    static final Rule CURSORS = rule(
            "The next page of a list can be served by any replica.",
            should("basic#statelessness"),
            "Let a cursor say where to go on, such as the last name; do not keep positions in memory.");

    static final Rule HEADERS = rule(
            "A request whose headers contradict its body is refused with HTTP 400 and error -32020.",
            must("basic/transports/streamable-http#server-validation"),
            "Compare MCP-Protocol-Version, Mcp-Method, Mcp-Name and each Mcp-Param-… with the body, after decoding base64, before doing"
                    + " anything: proxies decide by the headers, the server by the body.");

    static final Rule NO_SESSIONS = rule(
            "A server creates no session ids and does not echo those of clients.",
            should("basic/transports/streamable-http#earlier-streamable-http-revisions"),
            "Leave Mcp-Session-Id out of answers to requests of this revision.");

    static final Rule NO_SIDE_EFFECTS = rule(
            "Lists depend neither on earlier requests nor on the connection.",
            must("server/tools#capabilities"),
            "List what there is for the sender of the request; keep nothing of what a connection has done before.");

    static final Rule CACHE_FIELDS = rule(
            "Cacheable results have ttlMs (0 or more) and cacheScope (public or private).",
            must("server/utilities/caching#cacheable-results"),
            "Set ttlMs and cacheScope; ttlMs 0 with cacheScope private promises nothing.");

    private StatelessRules() {}

    private static Rule rule(String statement, Section section, String advice) {
        return new Rule(statement, null, section, advice);
    }
}
