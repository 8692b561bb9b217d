/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.HeaderText;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Sends requests whose headers say something else than their bodies. They are about a tool, prompt or resource that
 * does not exist, or are calls of which the test says that they do no harm, because some servers do not refuse them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HeaderChecks {

    private static final String UNKNOWN = "no-such-name";

    private final StatelessChecks checks;

    public HeaderChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    public void run(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.HEADERS);
        StatelessSubject subject = checks.subject();
        HttpPeer peer = subject.first().peer();
        JsonObject discover = peer.dialect().ping(Ids.number(30));
        try {
            refused(peer, discover, McpHeaders.METHOD, McpList.TOOLS.method(), check);
            refused(peer, discover, McpHeaders.METHOD, "", check);
            refused(peer, discover, McpHeaders.REVISION, "2025-11-25", check);
            if (subject.offers("tools")) {
                named(peer, request(peer, Methods.CALL_TOOL, "name"), check);
                for (SampleCall call : calls) {
                    repeated(subject.first(), call, check);
                }
            }
            if (subject.offers("prompts")) {
                named(peer, request(peer, Methods.GET_PROMPT, "name"), check);
            }
            if (subject.offers("resources")) {
                named(peer, request(peer, Methods.READ_RESOURCE, "uri"), check);
            }
        } catch (NoAnswerException silent) {
            check.violation("A request with headers that contradict its body " + silent.how());
        }
        check.conclude();
    }

    private static JsonObject request(HttpPeer peer, String method, String member) {
        return peer.request(
                Ids.number(31),
                method,
                JsonObject.builder().put(member, UNKNOWN).build());
    }

    private static void named(HttpPeer peer, JsonObject request, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        refused(peer, request, McpHeaders.NAME, "another-name", check);
        refused(peer, request, McpHeaders.NAME, "", check);
        HttpReply reply = peer.post(request, Map.of(McpHeaders.NAME, HeaderText.inBase64(UNKNOWN)));
        check.violationIf(
                isMismatch(reply),
                "It refused " + request.string("method").orElse("") + " whose Mcp-Name is the body's name in base64: "
                        + reply.describe());
    }

    /** A header in which the tool wants an argument repeated may not say something else either. */
    private static void repeated(Replica replica, SampleCall call, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        Map<String, String> right = replica.headersFor(DeclaredCalls.params(call));
        JsonObject request = replica.peer().request(Ids.number(32), Methods.CALL_TOOL, DeclaredCalls.params(call));
        for (String header : right.keySet()) {
            refused(replica.peer(), request, right, header, "another-value", check);
            refused(replica.peer(), request, right, header, "", check);
        }
    }

    private static void refused(HttpPeer peer, JsonObject request, String header, String value, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        refused(peer, request, Map.of(), header, value, check);
    }

    private static void refused(
            HttpPeer peer, JsonObject request, Map<String, String> others, String header, String value, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        var headers = new HashMap<>(others);
        headers.put(header, value);
        HttpReply reply = peer.post(request, headers);
        check.violationIf(
                reply.status() != 400 || !isMismatch(reply),
                "It answered " + request.string("method").orElse("")
                        + (value.isEmpty() ? " without " + header : " with " + header + ": " + value) + " with "
                        + reply.describe());
    }

    private static boolean isMismatch(HttpReply reply) {
        return reply.error()
                .filter(error -> RpcErrors.code(error).equals(OptionalInt.of(RpcErrors.HEADER_MISMATCH)))
                .isPresent();
    }
}
