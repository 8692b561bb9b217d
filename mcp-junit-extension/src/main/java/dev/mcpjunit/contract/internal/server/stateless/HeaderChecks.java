/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.RawPost;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.ArgumentHeaders;
import dev.mcpjunit.internal.rpc.HeaderText;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    invalid(subject.first(), call, check);
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

    /** A value must not be sent as it is if it has other characters than ASCII, even if the body has the same. */
    private void invalid(Replica replica, SampleCall call, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        JsonObject params = DeclaredCalls.params(call);
        JsonObject arguments = params.object("arguments").orElse(JsonObject.EMPTY);
        ArgumentHeaders annotated = replica.argumentHeaders(params);
        if (annotated.problem().isPresent()) {
            // Clients send no headers then; another check is about the annotations.
            return;
        }
        for (var argument : annotated.paths().entrySet()) {
            if (argument.getValue().valueIn(arguments) instanceof JsonString text) {
                boolean isAscii = text.value().chars().allMatch(c -> c < 0x80);
                String value = isAscii ? text.value() + "é" : text.value();
                JsonObject changed = params.toBuilder()
                        .put("arguments", argument.getValue().replacedIn(arguments, new JsonString(value)))
                        .build();
                String header = McpHeaders.ARGUMENT_PREFIX + argument.getKey();
                if (invalid(replica, changed, header, HeaderText.inBase64(value))
                        .isEmpty()) {
                    // The tool does not take this value, so that a refusal says nothing about the header.
                    continue;
                }
                for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
                    invalid(replica, changed, header, new String(value.getBytes(charset), ISO_8859_1))
                            .ifPresent(reply -> check.violation("It accepted tools/call with " + header + ": " + value
                                    + " in " + charset + " and not in base64: " + reply.describe()));
                }
            }
        }
    }

    /** The answer to a call that the server has accepted with an invalid header. */
    private Optional<HttpReply> invalid(Replica replica, JsonObject params, String header, String value)
            throws NoAnswerException, InterruptedException {
        JsonObject request = replica.request(Methods.CALL_TOOL, params);
        var headers = new HashMap<>(replica.headersFor(params));
        headers.put(header, value);
        try {
            HttpReply reply = RawPost.send(
                    replica.endpoint(), replica.peer().headers(request, headers), request.toString(), checks.timeout());
            return Optional.of(reply).filter(StatelessCallChecks::isContinued);
        } catch (NoAnswerException dropped) {
            // Some servers refuse such a request by closing its connection.
            return Optional.empty();
        }
    }

    /** A number may be written in more than one way. */
    public void numbers(List<SampleCall> calls) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.NUMBERS);
        StatelessSubject subject = checks.subject();
        Replica replica = subject.first();
        boolean isAny = subject.entries(McpList.TOOLS).stream()
                .map(tool -> ArgumentHeaders.in(tool.object("inputSchema").orElse(JsonObject.EMPTY)))
                .anyMatch(headers -> !headers.paths().isEmpty());
        if (!isAny) {
            throw Finding.notApplicable("no tool of the server has an x-mcp-header");
        }
        var found = new ArrayList<String>();
        check.judgeIfAnswered(() -> {
            for (SampleCall call : DeclaredCalls.required(calls)) {
                found.addAll(numbers(replica, call, check));
            }
        });
        if (found.isEmpty()) {
            throw Finding.notApplicable("no sample call has an integer that an x-mcp-header repeats");
        }
    }

    /** The headers that repeat an integer. */
    private List<String> numbers(Replica replica, SampleCall call, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        JsonObject params = DeclaredCalls.params(call);
        JsonObject arguments = params.object("arguments").orElse(JsonObject.EMPTY);
        var found = new ArrayList<String>();
        for (var argument : replica.argumentHeaders(params).paths().entrySet()) {
            if (argument.getValue().valueIn(arguments) instanceof JsonNumber number && number.isInteger()) {
                DeclaredCalls.requireSuccess(
                        call,
                        checks.server(),
                        replica.postCall(params).response().orElse(JsonObject.EMPTY));
                BigDecimal whole = number.value().setScale(0);
                BigDecimal longer = whole.setScale(1);
                String header = McpHeaders.ARGUMENT_PREFIX + argument.getKey();
                found.add(header);
                same(replica, params, header, longer, whole, check);
                JsonObject changed = params.toBuilder()
                        .put("arguments", argument.getValue().replacedIn(arguments, new JsonNumber(longer)))
                        .build();
                same(replica, changed, header, whole, longer, check);
            }
        }
        return found;
    }

    private static void same(
            Replica replica, JsonObject params, String header, BigDecimal inHeader, BigDecimal inBody, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        var headers = new HashMap<>(replica.headersFor(params));
        headers.put(header, inHeader.toPlainString());
        HttpReply reply = replica.peer().post(replica.request(Methods.CALL_TOOL, params), headers);
        check.violationIf(
                isMismatch(reply),
                "It refused tools/call with " + header + ": " + inHeader.toPlainString() + ", where the body has "
                        + inBody.toPlainString() + ": " + reply.describe());
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
