/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.http;

import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.HttpExchanges;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.ProbeTool;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.http.HttpClients;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;

/** The checks of {@link HttpServerContract} about answers that are streams. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpStreamChecks {

    /** Long enough for a busy server to end what it has finished. */
    private static final Duration END = Duration.ofSeconds(5);

    /** Servers that stream a subscription send its head immediately. */
    private static final Duration HEAD = Duration.ofSeconds(5);

    private static final String BUFFERING = "X-Accel-Buffering";

    private final HttpChecks checks;

    public HttpStreamChecks(HttpChecks checks) {
        this.checks = checks;
    }

    /** What asks for a stream: a call that wants progress, and a subscription. */
    private static List<JsonObject> requests(HttpPeer peer, Optional<String> tool) {
        JsonObject listen = peer.request(Ids.number(60), Methods.LISTEN, MessageParts.TOOL_CHANGES);
        return tool.map(name -> List.of(call(peer, name), listen)).orElse(List.of(listen));
    }

    private static JsonObject call(HttpPeer peer, String tool) {
        JsonObject without = ProbeTool.calls(tool).findFirst().orElseThrow().params();
        JsonObject params = without.toBuilder()
                .put("_meta", MessageParts.object("{\"progressToken\":\"token-of-streams\"}"))
                .build();
        return peer.request(Ids.number(61), Methods.CALL_TOOL, params);
    }

    /** What is done with the exchanges of a check, which end with it. */
    private interface Look {
        void at(HttpExchanges exchanges) throws InterruptedException;
    }

    private void withExchanges(Look look) throws InterruptedException {
        HttpClient client = HttpExchanges.newClient();
        try (var exchanges = new HttpExchanges(checks.endpoint(), client)) {
            look.at(exchanges);
        } finally {
            HttpClients.end(client);
        }
    }

    public void buffering(String wish) throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.NO_BUFFERING);
        HttpPeer peer = checks.opened();
        Optional<String> tool = checks.harmlessTool(wish);
        withExchanges(exchanges -> {
            boolean hasStreams = false;
            for (JsonObject request : requests(peer, tool)) {
                Optional<HttpReply> head =
                        within(HEAD, stream(exchanges, peer, request).head()).filter(HttpReply::isStream);
                hasStreams |= head.isPresent();
                head.map(reply -> reply.headers().firstValue(BUFFERING).orElse(""))
                        .filter(value -> !value.equalsIgnoreCase("no"))
                        .ifPresent(value -> check.violation("The stream with which it answered "
                                + request.string("method").orElse("") + " has "
                                + (value.isEmpty() ? "no header " + BUFFERING : BUFFERING + ": " + value)
                                + "."));
            }
            check.conclude();
            requireStreams(hasStreams);
        });
    }

    public void end(String wish) throws InterruptedException {
        RuleCheck check = checks.check(HttpRules.STREAM_ENDS);
        HttpPeer peer = checks.opened();
        String tool = checks.harmlessTool(wish)
                .orElseThrow(() -> Finding.notApplicable("the server has no tool that can be called here"));
        withExchanges(exchanges -> {
            HttpExchanges.Running answer = stream(exchanges, peer, call(peer, tool));
            requireStreams(within(checks.timeout(), answer.head())
                    .filter(HttpReply::isStream)
                    .isPresent());
            Object unused = within(checks.timeout(), CompletableFuture.anyOf(answer.response(), answer.end()));
            if (answer.end().isDone() && !answer.response().isDone()) {
                throw Finding.notApplicable("the server closed the connection before the response");
            }
            if (!answer.response().isDone()) {
                throw Finding.inconclusive("the stream of tools/call '" + tool + "' had no response within "
                        + Durations.print(checks.timeout()));
            }
            check.violationIf(
                    !isOver(answer.end()),
                    "The stream of tools/call '" + tool + "' was still open " + Durations.print(END)
                            + " after its response.");
            check.conclude();
        });
    }

    private static HttpExchanges.Running stream(HttpExchanges exchanges, HttpPeer peer, JsonObject request) {
        return exchanges.stream(request.toString(), peer.headers(request, Map.of()));
    }

    private static void requireStreams(boolean hasStreams) {
        if (!hasStreams) {
            throw Finding.notApplicable("the server answers without streams");
        }
    }

    private static <T> Optional<T> within(Duration bound, CompletableFuture<T> future) throws InterruptedException {
        try {
            return Optional.of(future.get(bound.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException missing) {
            return Optional.empty();
        }
    }

    /** A connection that breaks ends a stream, too. */
    private static boolean isOver(CompletableFuture<?> end) throws InterruptedException {
        try {
            Object unused = end.get(END.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException broken) {
            return true;
        } catch (TimeoutException open) {
            return false;
        }
    }
}
