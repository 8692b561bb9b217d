/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.http;

import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.EventStream;
import dev.mcpjunit.contract.internal.server.peer.HttpExchanges;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.ProbeTool;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.http.HttpClients;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** The checks of {@link HttpServerContract} about the events of streams. They need a server whose events have ids. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpEventChecks {

    /** The first revision in which the server prepares its clients for a lost connection. */
    private static final ProtocolRevision PREPARED = new ProtocolRevision("2025-11-25");

    /** How long a message may take that belongs to another stream. */
    private static final Duration LATE = Duration.ofMillis(300);

    private static final Duration REPLAYED = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpChecks checks;
    private final String tool;
    private final Ids ids = new Ids();

    public HttpEventChecks(HttpChecks checks, String wish) {
        this.checks = checks;
        this.tool = checks.harmlessTool(wish)
                .orElseThrow(() -> Finding.notApplicable("the server has no tool that can be called here"));
    }

    /**
     * A call whose answer is a stream.
     *
     * @param id the id of its request
     */
    private record Call(JsonValue id, EventStream stream) {

        boolean isAnswered() {
            return stream.hasResponse(id);
        }
    }

    private interface Look {
        void at(Client client, RuleCheck check) throws InterruptedException;
    }

    private void judge(Rule rule, Look look) throws InterruptedException {
        RuleCheck check = checks.check(rule);
        HttpPeer peer = checks.opened();
        HttpClient client = HttpExchanges.newClient();
        try (var exchanges = new HttpExchanges(checks.endpoint(), client)) {
            look.at(new Client(peer, exchanges), check);
        } finally {
            HttpClients.end(client);
        }
        check.conclude();
    }

    private void requirePrepared(Rule rule) {
        if (checks.revision().compareTo(PREPARED) < 0) {
            throw Finding.notApplicable("revision " + checks.revision() + " has no such rule: " + rule.statement());
        }
    }

    /** A client that makes calls and resumes their streams. */
    private final class Client {

        private final HttpPeer peer;
        private final HttpExchanges exchanges;

        Client(HttpPeer peer, HttpExchanges exchanges) {
            this.peer = peer;
            this.exchanges = exchanges;
        }

        Call begin() {
            JsonObject without = ProbeTool.calls(tool).findFirst().orElseThrow().params();
            JsonValue id = ids.next();
            JsonObject params = without.toBuilder()
                    .put("_meta", JsonObject.builder().put("progressToken", id).build())
                    .build();
            JsonObject request = peer.request(id, Methods.CALL_TOOL, params);
            return new Call(id, exchanges.events("POST", request.toString(), peer.headers(request, Map.of())));
        }

        /** Make a call, and wait for its response or for the end of the stream. */
        Call call() throws InterruptedException {
            Call call = begin();
            call.stream().awaitResponse(call.id(), checks.timeout());
            if (!call.stream().isStream()) {
                throw Finding.notApplicable("the server answers without streams");
            }
            if (call.stream().ids().isEmpty()) {
                throw Finding.notApplicable("the events of the server have no ids");
            }
            return call;
        }

        EventStream resume(String lastEventId) {
            var headers = peer.headers(peer.dialect().ping(ids.next()), Map.of("Content-Type", "", "Mcp-Method", ""));
            headers.put("Accept", "text/event-stream");
            headers.put(McpHeaders.LAST_EVENT_ID, lastEventId);
            return exchanges.events("GET", "", headers);
        }
    }

    public void unique() throws InterruptedException {
        judge(HttpRules.EVENT_IDS, (client, check) -> {
            List<Call> calls = List.of(client.call(), client.call());
            Set<String> seen = new HashSet<>();
            for (Call call : calls) {
                for (String id : call.stream().ids()) {
                    check.violationIf(
                            !seen.add(id),
                            "During 2 calls of '" + tool + "' in one session, it gave more than one event the id '"
                                    + Printable.line(id) + "'.");
                }
            }
        });
    }

    public void replay() throws InterruptedException {
        judge(HttpRules.REPLAY, (client, check) -> {
            Call first = client.call();
            first.stream().finish();
            Call second = client.call();
            String id = first.stream().ids().get(0);
            EventStream resumed = client.resume(id);
            resumed.awaitResponse(first.id(), replayed());
            resumed.await(LATE, events -> false);
            resumed.messages()
                    .filter(message -> isOf(second.id(), message))
                    .forEach(message -> check.violation("On the stream that was resumed from event '"
                            + Printable.line(id) + "' of one call, it sent a message of another call: "
                            + MessageParts.excerpt(message)));
            if (check.isClean() && !resumed.hasResponse(first.id())) {
                throw Finding.notApplicable("the server does not replay the messages of a stream");
            }
        });
    }

    private static boolean isOf(JsonValue id, JsonObject message) {
        return RpcMessage.isResponse(message)
                ? id.equals(message.get("id"))
                : RpcMessage.isCall(message, Methods.PROGRESS)
                        && id.equals(RpcMessage.params(message).get("progressToken"));
    }

    public void beginning() throws InterruptedException {
        requirePrepared(HttpRules.STREAM_BEGINS);
        judge(HttpRules.STREAM_BEGINS, (client, check) -> {
            SseEvent first = client.call().stream().events().get(0);
            check.violationIf(
                    first.id().isEmpty() || !first.data().isEmpty(),
                    "The stream of tools/call '" + tool + "' begins with an event with "
                            + first.id()
                                    .map(id -> "id '" + Printable.line(id) + "'")
                                    .orElse("no id") + " and "
                            + (first.data().isEmpty() ? "no data" : "data") + ".");
        });
    }

    public void retry() throws InterruptedException {
        requirePrepared(HttpRules.RETRY);
        judge(HttpRules.RETRY, (client, check) -> {
            Call call = client.call();
            if (call.isAnswered() || call.stream().end() != EventStream.End.ENDED) {
                throw Finding.notApplicable("the server closes no connection before the response");
            }
            if (!isResumed(client, call, checks.timeout()).orElse(false)) {
                throw Finding.notApplicable("the server ends a stream without a response, and does not resume it");
            }
            check.violationIf(
                    call.stream().retry().isEmpty(),
                    "It closed the connection of tools/call '" + tool + "' before the response, and sent no retry.");
        });
    }

    public void lost() throws InterruptedException {
        judge(HttpRules.LOST_CONNECTION, (client, check) -> {
            Call known = client.call();
            if (!known.isAnswered() && known.stream().end() == EventStream.End.OPEN) {
                throw Finding.inconclusive("tools/call '" + tool + "' was not answered within "
                        + Durations.print(checks.timeout()) + ". Give a faster tool: toolToCallWithoutArguments()");
            }
            known.stream().finish();
            if (!isResumed(client, known, replayed()).orElse(false)) {
                throw Finding.notApplicable("the server does not replay the messages of a stream");
            }
            Call call = client.begin();
            call.stream().await(checks.timeout(), events -> !events.isEmpty());
            boolean isEarly = !call.isAnswered() && !call.stream().ids().isEmpty();
            call.stream().close();
            if (!isEarly) {
                throw Finding.notApplicable("tools/call '" + tool + "' was answered before its connection could be"
                        + " lost. Give a slower tool: toolToCallWithoutArguments()");
            }
            boolean isResumed = isResumed(client, call, checks.timeout())
                    .orElseThrow(() -> Finding.inconclusive("the server did not let the lost stream of tools/call '"
                            + tool + "' be resumed within " + Durations.print(checks.timeout())));
            check.violationIf(
                    !isResumed,
                    "The connection of tools/call '" + tool + "' was lost after its first event. Within "
                            + Durations.print(checks.timeout())
                            + ", no response came on the resumed stream. A call with an intact connection got its"
                            + " response.");
        });
    }

    /** How long a server may take to send a response that it has sent before. */
    private Duration replayed() {
        return checks.timeout().compareTo(REPLAYED) < 0 ? checks.timeout() : REPLAYED;
    }

    /**
     * Whether the response comes when the stream is resumed; the server may close connections before. Empty if it let
     * no stream be resumed yet.
     */
    private Optional<Boolean> isResumed(Client client, Call call, Duration bound) throws InterruptedException {
        var deadline = Deadline.after(bound);
        String last = call.stream().ids().get(0);
        boolean isStream = false;
        while (!deadline.isOver()) {
            try (EventStream resumed = client.resume(last)) {
                resumed.awaitResponse(call.id(), deadline.remaining());
                if (resumed.hasResponse(call.id())) {
                    return Optional.of(true);
                }
                if (!resumed.isStream() && !isRefusedForNow(resumed)) {
                    return Optional.of(false);
                }
                isStream |= resumed.isStream();
                List<String> more = resumed.ids();
                last = more.isEmpty() ? last : more.get(more.size() - 1);
                // What the server sends next is not known, so that time is all there is to wait for.
                Duration pause = resumed.retry().or(call.stream()::retry).orElse(PAUSE);
                boolean unused = new CountDownLatch(1)
                        .await(Math.min(pause.toNanos(), deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            }
        }
        return isStream ? Optional.of(false) : Optional.empty();
    }

    /** A server may still take the first connection for open, or ask clients to wait. */
    private static boolean isRefusedForNow(EventStream resumed) {
        return resumed.status()
                .filter(status -> !Set.of(409, 425, 429, 503).contains(status))
                .isEmpty();
    }
}
