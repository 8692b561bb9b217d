/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.server.message.Addresses;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract} about requests that must get an error. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessErrorChecks {

    private static final ProtocolRevision UNKNOWN = new ProtocolRevision("1900-01-01");

    private static final JsonObject UNKNOWN_PROMPT =
            MessageParts.object("{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"no-such-prompt\"},"
                    + "\"argument\":{\"name\":\"no-such-argument\",\"value\":\"\"}}");

    /** A file of most systems that everyone may read; what it has in it is not shown. */
    private static final String PASSWORDS = "/etc/passwd";

    private final StatelessChecks checks;

    public StatelessErrorChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    private static HttpReply post(StatelessSubject subject, String method, JsonObject params)
            throws NoAnswerException, InterruptedException {
        return subject.first().post(method, params);
    }

    public void unknownMethods() throws InterruptedException {
        checks.judge(StatelessRules.UNKNOWN_METHOD, (subject, check) -> {
            for (String method : List.of("no/such/method", Methods.PING, Methods.SET_LOG_LEVEL, Methods.SUBSCRIBE)) {
                HttpReply reply = post(subject, method, JsonObject.EMPTY);
                check.violationIf(
                        reply.status() != 404 || code(reply) != RpcErrors.METHOD_NOT_FOUND,
                        "It answered " + method + " with " + reply.describe());
            }
        });
    }

    public void unknownResource() throws InterruptedException {
        checks.judge(StatelessRules.UNKNOWN_RESOURCE, (subject, check) -> {
            subject.require("resources");
            judgeCode("resources/read of an unknown URI", read(subject, Addresses.OF_UNKNOWN_SCHEME), check);
            leaveFolder(subject, check);
        });
    }

    /** Ask for a file of the system by way of the first file that is listed. */
    private static void leaveFolder(StatelessSubject subject, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        Optional<String> file = subject.entries(McpList.RESOURCES).stream()
                .flatMap(resource -> resource.string("uri").stream())
                .filter(uri -> uri.startsWith("file:///"))
                .findFirst();
        // A server that serves all files of its system has no folder to leave.
        if (file.isEmpty() || isPasswords(read(subject, "file://" + PASSWORDS))) {
            return;
        }
        String folder = file.get().substring(0, file.get().lastIndexOf('/'));
        for (String up : List.of("/..", "/%2e%2e")) {
            HttpReply reply = read(subject, folder + up.repeat(12) + PASSWORDS);
            check.violationIf(
                    isPasswords(reply),
                    "It answered resources/read of " + folder + up + "… with a file outside of it.");
        }
    }

    private static HttpReply read(StatelessSubject subject, String uri) throws NoAnswerException, InterruptedException {
        return post(
                subject,
                Methods.READ_RESOURCE,
                JsonObject.builder().put("uri", uri).build());
    }

    private static boolean isPasswords(HttpReply reply) {
        return reply.result().map(JsonObject::toString).orElse("").contains("root:");
    }

    public void revisions() throws InterruptedException {
        checks.judge(StatelessRules.REVISIONS, (subject, check) -> {
            HttpPeer peer = subject.first().peer();
            HttpReply reply = peer.post(peer.dialect().claiming(UNKNOWN).ping(Ids.number(53)));
            boolean isNamed = reply.error()
                    .flatMap(error -> error.object("data"))
                    .flatMap(data -> data.array("supported"))
                    .filter(supported -> supported.items().contains(new JsonString(Replica.REVISION.date())))
                    .isPresent();
            check.violationIf(
                    reply.status() != 400 || code(reply) != RpcErrors.UNSUPPORTED_VERSION || !isNamed,
                    "It answered a request of revision " + UNKNOWN + " with " + reply.describe());
        });
    }

    public static int code(HttpReply reply) {
        return reply.response().map(MessageParts::errorCode).orElse(0);
    }

    public void unknownPrompt() throws InterruptedException {
        checks.judge(StatelessRules.UNKNOWN_PROMPT, (subject, check) -> {
            subject.require("prompts");
            judgePrompt("prompts/get for 'no-such-prompt'", "no-such-prompt", subject, check);
            Optional<JsonObject> prompt = subject.entries(McpList.PROMPTS).stream()
                    .filter(StatelessSubject::needsArguments)
                    .findFirst();
            if (prompt.isPresent()) {
                String name = prompt.get().string("name").orElse("");
                judgePrompt("prompts/get for '" + name + "' without its required arguments", name, subject, check);
            }
            if (subject.offers("completions")) {
                HttpReply reply = post(subject, Methods.COMPLETE, UNKNOWN_PROMPT);
                judgeCode("completion/complete for 'no-such-prompt'", reply, check);
            }
        });
    }

    private static void judgePrompt(String what, String name, StatelessSubject subject, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        JsonObject params = JsonObject.builder().put("name", name).build();
        judgeCode(what, post(subject, Methods.GET_PROMPT, params), check);
    }

    private static void judgeCode(String what, HttpReply reply, RuleCheck check) {
        String found = "answered " + what + " with " + reply.describe();
        if (code(reply) == RpcErrors.MISSING_CAPABILITY) {
            // Which of two errors comes first is open.
            check.inconclusive("the server " + found);
        } else {
            check.violationIf(code(reply) != RpcErrors.INVALID_PARAMS, "It " + found);
        }
    }

    public void unknownLevel() throws InterruptedException {
        checks.judge(StatelessRules.UNKNOWN_LEVEL, (subject, check) -> {
            subject.require("logging");
            String method =
                    subject.lists().stream().map(McpList::method).findFirst().orElse(Methods.DISCOVER);
            JsonObject params =
                    MessageParts.object("{\"_meta\":{\"io.modelcontextprotocol/logLevel\":\"no-such-level\"}}");
            judgeCode(method + " with the log level 'no-such-level'", post(subject, method, params), check);
        });
    }
}
