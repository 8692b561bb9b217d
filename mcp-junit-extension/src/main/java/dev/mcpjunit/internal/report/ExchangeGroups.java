/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds exchanges that belong together: the attempts at a call, the rounds of an input request, a cancellation. */
final class ExchangeGroups {

    /** Why exchanges belong together. */
    enum Reason {
        ATTEMPTS("attempts at one call"),
        INPUT_ROUNDS("input rounds of one call"),
        CANCELLATION("a canceled request");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A group.
     *
     * @param number the number of its first exchange
     * @param reason why its exchanges belong together
     */
    record Group(long number, Reason reason) {}

    /**
     * What the exchanges of one call have in common: the server, the method and the parameters without their rounds.
     */
    private record Call(String server, JsonObject request) {}

    private final Map<Long, Group> groups = new HashMap<>();
    private final Map<Call, ShownExchange> latest = new HashMap<>();

    private ExchangeGroups() {}

    static Map<Long, Group> of(List<ShownExchange> exchanges) {
        var found = new ExchangeGroups();
        for (ShownExchange exchange : exchanges) {
            exchange.request().ifPresent(request -> found.add(exchange, request.object(), exchanges));
        }
        return Map.copyOf(found.groups);
    }

    private void add(ShownExchange exchange, JsonObject request, List<ShownExchange> all) {
        String method = request.string("method").orElse("");
        if (method.equals(Methods.CANCELLED)) {
            cancelled(exchange, request, all).ifPresent(target -> join(target, exchange, Reason.CANCELLATION));
            return;
        }
        if (exchange.tool().isEmpty()) {
            return;
        }
        JsonObject params = RpcMessage.params(request);
        var call = new Call(
                exchange.server(),
                JsonObject.builder()
                        .put("method", method)
                        .put(
                                "params",
                                params.toBuilder()
                                        .remove("_meta")
                                        .remove("inputResponses")
                                        .remove("requestState")
                                        .build())
                        .build());
        Optional<ShownExchange> before = Optional.ofNullable(latest.put(call, exchange));
        if (params.get("inputResponses") != null || params.get("requestState") != null) {
            before.ifPresent(asked -> join(asked, exchange, Reason.INPUT_ROUNDS));
        } else {
            before.filter(ExchangeGroups::hasNoResult).ifPresent(attempt -> join(attempt, exchange, Reason.ATTEMPTS));
        }
    }

    private static boolean hasNoResult(ShownExchange attempt) {
        return attempt.outcome() != Outcome.RESULT && attempt.outcome() != Outcome.IN_FLIGHT;
    }

    private static Optional<ShownExchange> cancelled(
            ShownExchange notice, JsonObject request, List<ShownExchange> all) {
        JsonValue id = RpcMessage.params(request).get("requestId");
        return all.stream()
                .filter(exchange -> exchange.lane().equals(notice.lane()))
                .filter(exchange -> exchange.request()
                        .map(asked -> asked.object().get("id"))
                        .filter(asked -> asked.equals(id))
                        .isPresent())
                .findFirst();
    }

    private void join(ShownExchange first, ShownExchange next, Reason reason) {
        Group group = groups.computeIfAbsent(first.number(), number -> new Group(number, reason));
        groups.put(next.number(), group);
    }
}
