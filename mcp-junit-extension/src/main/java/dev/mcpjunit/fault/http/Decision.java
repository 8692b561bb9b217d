/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.http;

import dev.mcpjunit.fault.Medium;
import dev.mcpjunit.fault.RpcMessages;
import dev.mcpjunit.fault.Script;
import dev.mcpjunit.fault.Scripts;
import dev.mcpjunit.fault.Selector.Target;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.ExchangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What shall happen to a request. Each message in it is recorded and decided about once, in the order in which they
 * stand.
 *
 * @param script what to do; {@link Scripts#NONE} when nothing happens
 * @param request the message that the script is for; the first one of a batch
 * @param tracked the records
 */
record Decision(Script script, JsonObject request, Tracked tracked) {

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie");

    static Decision about(ClientRequest request, HttpProxyConfig config, int connection) {
        if (request.head().is("POST") && request.body().isWhole()) {
            RpcMessages messages = RpcMessages.in(request.body().start());
            if (!messages.all().isEmpty()) {
                return aboutMessages(messages, request.head(), config, connection);
            }
        }
        Script script = request.head().asksToListen()
                ? config.faults()
                        .decide(Medium.HTTP, Target.LISTENING_STREAM, config.server(), JsonObject.EMPTY, words -> {})
                : Scripts.NONE;
        return new Decision(script, JsonObject.EMPTY, Tracked.NOTHING);
    }

    /** The same, for the post of a client whose answers come on another connection. */
    Decision answeredElsewhere() {
        return new Decision(script, request, tracked.elsewhere());
    }

    private static Decision aboutMessages(
            RpcMessages messages, RequestHead head, HttpProxyConfig config, int connection) {
        Map<String, String> headers = head.headers().toMap();
        headers.replaceAll((name, value) -> SECRET.contains(name) ? "…" : value);
        List<ExchangeRecord> records = new ArrayList<>();
        Script script = Scripts.NONE;
        for (JsonObject message : messages.all()) {
            ExchangeRecord each = config.traffic().begin(config.server(), connection, message, headers);
            records.add(each);
            Script next = config.faults().decide(Medium.HTTP, Target.MESSAGE, config.server(), message, each::fault);
            if (next != Scripts.NONE) {
                script = Scripts.chain(script, messages.batch() ? new ScriptInBatch(next, message) : next);
            }
        }
        return new Decision(script, messages.all().get(0), new Tracked(records, false));
    }
}
