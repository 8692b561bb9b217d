/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

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

/**
 * Sends requests whose headers say something else than their bodies. They are about a tool, prompt or resource that
 * does not exist, or are calls of which the test says that they do no harm, for there are servers that do not refuse
 * them.
 */
final class HeaderChecks {

    private static final String NOBODY = "no-such-name";

    private final StatelessChecks checks;

    HeaderChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    void run(List<SampleCall> calls) throws InterruptedException {
        Judgement judgement = checks.judge(StatelessRules.HEADERS);
        StatelessChecks.Subject subject = checks.subject();
        HttpPeer peer = subject.first().peer();
        JsonObject discover = peer.dialect().ping(Ids.number(30));
        try {
            refused(peer, discover, McpHeaders.METHOD, McpList.TOOLS.method(), judgement);
            refused(peer, discover, McpHeaders.METHOD, "", judgement);
            refused(peer, discover, McpHeaders.REVISION, "2025-11-25", judgement);
            if (subject.offers("tools")) {
                named(peer, request(peer, Methods.CALL_TOOL, "name"), judgement);
                for (SampleCall call : calls) {
                    repeated(subject.first(), call, judgement);
                }
            }
            if (subject.offers("prompts")) {
                named(peer, request(peer, Methods.GET_PROMPT, "name"), judgement);
            }
            if (subject.offers("resources")) {
                named(peer, request(peer, Methods.READ_RESOURCE, "uri"), judgement);
            }
        } catch (NoAnswerException silent) {
            judgement.breach("A request with headers that contradict its body " + silent.how());
        }
        judgement.conclude();
    }

    private static JsonObject request(HttpPeer peer, String method, String member) {
        return peer.request(
                Ids.number(31), method, JsonObject.builder().put(member, NOBODY).build());
    }

    private static void named(HttpPeer peer, JsonObject request, Judgement judgement)
            throws NoAnswerException, InterruptedException {
        refused(peer, request, McpHeaders.NAME, "another-name", judgement);
        refused(peer, request, McpHeaders.NAME, "", judgement);
        HttpReply reply = peer.post(request, Map.of(McpHeaders.NAME, HeaderText.inBase64(NOBODY)));
        judgement.breachIf(
                isMismatch(reply),
                "It refused " + request.string("method").orElse("") + " whose Mcp-Name is the body's name in base64: "
                        + reply.describe());
    }

    /** A header in which the tool wants an argument repeated may not say something else either. */
    private static void repeated(Replica replica, SampleCall call, Judgement judgement)
            throws NoAnswerException, InterruptedException {
        Map<String, String> right = replica.headersFor(call.params());
        JsonObject request = replica.peer().request(Ids.number(32), Methods.CALL_TOOL, call.params());
        for (String header : right.keySet()) {
            refused(replica.peer(), request, right, header, "another-value", judgement);
            refused(replica.peer(), request, right, header, "", judgement);
        }
    }

    private static void refused(HttpPeer peer, JsonObject request, String header, String value, Judgement judgement)
            throws NoAnswerException, InterruptedException {
        refused(peer, request, Map.of(), header, value, judgement);
    }

    private static void refused(
            HttpPeer peer,
            JsonObject request,
            Map<String, String> others,
            String header,
            String value,
            Judgement judgement)
            throws NoAnswerException, InterruptedException {
        var headers = new HashMap<>(others);
        headers.put(header, value);
        HttpReply reply = peer.post(request, headers);
        judgement.breachIf(
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
