/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.Rule.Section;

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
            "A request whose headers contradict its body or have non-ASCII characters is refused with HTTP 400 and"
                    + " error -32020.",
            must("basic/transports/streamable-http#server-validation"),
            "Compare MCP-Protocol-Version, Mcp-Method, Mcp-Name and each Mcp-Param-… with the body, after decoding base64, before doing"
                    + " anything: proxies decide by the headers, the server by the body. Accept only visible ASCII,"
                    + " spaces and tabs.");

    static final Rule NUMBERS = rule(
            "An integer in a header is compared with the body as a number.",
            should("basic/transports/streamable-http#server-validation"),
            "Parse both as decimal numbers and compare the values: 42 and 42.0 are equal.");

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

    static final Rule RESULT_TYPE = rule(
            "Each result has a resultType, and only tools/call, prompts/get and resources/read may ask for input.",
            must("basic#result-responses"),
            "Set resultType to complete: clients of this revision reject a result of an unknown type.");

    static final Rule SHAPES = rule(
            "Messages have the members that the specification requires, with the right types.",
            must("basic#messages"),
            "Add or correct the member. Typed clients reject the whole message.");

    static final Rule UNKNOWN_METHOD = rule(
            "An unknown method, and one that this revision has removed, gets HTTP 404 and error -32601.",
            must("basic/transports/streamable-http#protocol-version-header"),
            "Answer HTTP 404 with code -32601, also for ping, logging/setLevel and resources/subscribe.");

    static final Rule UNKNOWN_RESOURCE = rule(
            "A request for an unknown resource gets error -32602, and no path leads out of the folder of a file.",
            must("server/resources#error-handling"),
            "Answer with code -32602; code -32002 and empty contents are of earlier revisions or of none.");

    static final Rule METADATA = rule(
            "A request without the capabilities of its client gets HTTP 400 and error -32602.",
            must("basic#_meta"),
            "Read io.modelcontextprotocol/clientCapabilities from each request, and refuse one without it.");

    static final Rule REVISIONS = rule(
            "A request in an unsupported revision gets HTTP 400 and error -32022 with the revisions that are supported.",
            must("basic/versioning#protocol-version-negotiation"),
            "List your revisions in error.data.supported: clients choose one of them.");

    static final Rule FOREIGN_CURSOR = rule(
            "A request with a cursor that the server did not give out gets error -32602.",
            should("server/utilities/pagination#error-handling"),
            "Check cursors, including those for a list with one page: a client that gets the first page again never ends.");

    static final Rule LISTS = rule(
            "A server answers the lists of the capabilities that it declares.",
            must("server/tools#capabilities"),
            "Implement the list, or do not declare the capability.");

    static final Rule META_KEYS = rule(
            "Keys of _meta are names with an optional prefix of labels, as in com.example/name.",
            must("basic#_meta"),
            "Use letters, digits, hyphens, underscores and dots, and begin and end with a letter or a digit.");

    static final Rule NAMES_ITSELF = rule(
            "Each result names the server in _meta, by io.modelcontextprotocol/serverInfo.",
            should("basic#_meta"),
            "Add the name and version of the server to _meta of each result.");

    static final Rule HEADER_NAMES = rule(
            "Names of headers are compared without regard to case.",
            must("basic/transports/streamable-http#case-sensitivity"),
            "Look headers up without regard to case: proxies and HTTP/2 change it.");

    static final Rule ONE_SCOPE = rule(
            "All pages of a list have the same cacheScope.",
            must("server/utilities/caching#interaction-with-pagination"),
            "Choose cacheScope for the list, and not for the entries of a page.");

    static final Rule LOGS = rule(
            "A request without a log level gets no log messages, a subscription gets none, and a server that sends any"
                    + " declares logging.",
            must("server/utilities/logging#per-request-log-level"),
            "Send notifications/message only if _meta of the request has io.modelcontextprotocol/logLevel, and only on"
                    + " the stream of its response.");

    static final Rule PROGRESS = rule(
            "Progress is reported only with the token of a running request, and increases.",
            must("basic/patterns/progress#behavior-requirements"),
            "Send notifications/progress only if the request has a progressToken, and only before its response.");

    static final Rule ONLY_DECLARED = rule(
            "A call that needs what the client does not declare gets error -32021, and no question.",
            must("basic#_meta"),
            "Look at the capabilities of the request, and list those that are missing in"
                    + " error.data.requiredCapabilities, with HTTP 400.");

    static final Rule CONTEXT = rule(
            "A server asks for context only if the client declares sampling.context.",
            should("client/sampling#capabilities"),
            "Leave includeContext out, or look at the capabilities of the request before you set it.");

    static final Rule STATE = rule(
            "A requestState that was changed is rejected.",
            must("basic/patterns/mrtr#server-requirements-basic-workflow"),
            "Sign requestState, and compare the signature before you use what is in it. A state that influences neither"
                    + " authorization, resource access nor business logic needs none: disable the check then.");

    static final Rule SUBSCRIPTIONS = rule(
            "A subscription is acknowledged first, with its id and nothing that was not asked for, and ends with a result.",
            must("basic/patterns/subscriptions#acknowledgment"),
            "Send notifications/subscriptions/acknowledged before anything else, with the id of the request in _meta.");

    static final Rule SCHEMAS = rule(
            "Each tool has a valid inputSchema of type object. An outputSchema, if there is one, is valid, too.",
            must("basic#schema-validation"),
            "Correct the schema; for a tool without parameters, use {\"type\": \"object\"}.");

    static final Rule TOOL_NAMES = rule(
            "Names of tools are unique and have 1 to 128 letters, digits, underscores, hyphens and dots.",
            should("server/tools#tool-names"),
            "Rename the tool: clients and models reject other names.");

    static final Rule ARGUMENT_HEADERS = rule(
            "The value of each x-mcp-header is an HTTP token that is unique in its schema. It annotates a string, an integer"
                    + " or a boolean that is reached only through properties.",
            must("server/tools#x-mcp-header"),
            "Correct the annotation or remove it: clients on Streamable HTTP exclude the tool.");

    static final Rule DECLARES_SERVED = rule(
            "A server declares the capabilities that it has.",
            must("server/tools#capabilities"),
            "Declare the capability in the result of server/discover: clients do not ask for what is not declared.");

    static final Rule CLIENT_NAMES = rule(
            "Lists do not depend on the name of the client.",
            should("basic#_meta"),
            "Decide by the capabilities that a request declares: any client can send any name.");

    static final Rule UNKNOWN_PROMPT = rule(
            "A prompt request or completion for an unknown prompt gets error -32602, and so does a prompt request without a"
                    + " required argument.",
            should("server/prompts#error-handling"),
            "Check the name and the required arguments before the prompt is filled in.");

    static final Rule UNKNOWN_LEVEL = rule(
            "A request with an unknown log level gets error -32602.",
            should("server/utilities/logging#error-handling"),
            "Compare io.modelcontextprotocol/logLevel with the 8 levels before you handle the request.");

    static final Rule STREAMS = rule(
            "The response stream of a request carries neither requests nor cancellations from the server.",
            must("basic/transports/streamable-http#receiving-messages"),
            "To ask for input, return a result with resultType input_required. Clients of this revision do not answer"
                    + " requests from servers.");

    static final Rule ANSWERS = rule(
            "Answers that were not requested are ignored, missing answers are requested again, and neither malformed answers"
                    + " nor forms that do not fit their schema are used.",
            should("basic/patterns/mrtr#error-handling"),
            "Read only the answers that you asked for, ask again for a missing one, and answer -32602 to one that is malformed"
                    + " or does not fit the requested schema.");

    static final Rule DECLINED = rule(
            "A call ends with a result or an error about its input when the user declines or cancels.",
            must("client/elicitation#error-handling"),
            "Check action before you read content: only an accepted form has content.");

    private StatelessRules() {}

    private static Rule rule(String statement, Section section, String advice) {
        return new Rule(statement, null, section, advice);
    }
}
