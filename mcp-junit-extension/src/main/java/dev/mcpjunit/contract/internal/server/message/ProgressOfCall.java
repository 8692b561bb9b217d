/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a server reports about one call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProgressOfCall(String call, JsonValue id, JsonString token) {

    public void judge(List<JsonObject> messages, RuleCheck check) {
        Optional<BigDecimal> last = Optional.empty();
        boolean isAnswered = false;
        for (JsonObject message : messages) {
            isAnswered |= RpcMessage.isResponse(message) && id.equals(message.get("id"));
            if (RpcMessage.isCall(message, Methods.PROGRESS)) {
                String what = "During " + call + ", it sent " + Findings.excerpt(message.toString());
                JsonObject params = RpcMessage.params(message);
                check.violationIf(!token.equals(params.get("progressToken")), what + " for token " + token + ".");
                check.violationIf(isAnswered, what + " after the response.");
                Optional<BigDecimal> now = params.get("progress") instanceof JsonNumber number
                        ? Optional.of(number.value())
                        : Optional.empty();
                check.violationIf(now.isEmpty(), what + " without a number.");
                boolean increases = last.isEmpty() || now.isEmpty() || now.get().compareTo(last.get()) > 0;
                check.violationIf(
                        !increases,
                        what + " after progress "
                                + last.map(BigDecimal::toString).orElse("") + ".");
                last = now.isPresent() ? now : last;
            }
        }
    }

    public static List<JsonObject> in(List<JsonObject> messages) {
        return messages.stream()
                .filter(message -> RpcMessage.isCall(message, Methods.PROGRESS))
                .toList();
    }
}
