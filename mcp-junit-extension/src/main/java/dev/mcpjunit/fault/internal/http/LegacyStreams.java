/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The streams of clients that speak HTTP with SSE as revision 2024-11-05 had it: requests are posted to the address
 * that the stream has named first, and their answers come on the stream. Thread-safe.
 */
final class LegacyStreams {

    private final Map<String, Stream> byTarget = new ConcurrentHashMap<>();

    /** One stream, and what has been asked and not been answered on it yet. */
    static final class Stream {

        private final String target;
        private final Map<JsonValue, Decision> asked = new ConcurrentHashMap<>();
        private final Queue<Local> local = new ConcurrentLinkedQueue<>();

        private Stream(String target) {
            this.target = target;
        }

        /** A request is about to be posted. */
        void asked(Decision decision) {
            decision.tracked().records().forEach(each -> {
                JsonValue id = each.message().get("id");
                if (id != null && RpcMessage.isRequest(each.message())) {
                    asked.put(id, decision);
                }
            });
        }

        /** Whose answer a message on the stream is, if it is one. */
        Optional<Decision> answered(JsonObject message) {
            JsonValue id = message.get("id");
            return id == null || !RpcMessage.isResponse(message)
                    ? Optional.empty()
                    : Optional.ofNullable(asked.remove(id));
        }

        /** Something is to be sent on the stream that the server knows nothing of. */
        void send(Local acts) {
            local.add(acts);
        }

        @Nullable
        Local nextLocal() {
            return local.poll();
        }

        private void end(Outcome outcome) {
            asked.values().forEach(each -> each.tracked().finished(outcome));
        }
    }

    /** What to do on a stream for a request that did not go to the server. */
    record Local(Decision decision, List<Act> acts) {}

    /** A stream has named the address for posts. */
    Stream open(URI address) {
        String target = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        var stream = new Stream(canonical(target));
        byTarget.put(stream.target, stream);
        return stream;
    }

    /** The stream on which what is posted to a target is answered. */
    Optional<Stream> at(String target) {
        return byTarget.isEmpty() ? Optional.empty() : Optional.ofNullable(byTarget.get(canonical(target)));
    }

    /** Clients differ in the characters that they encode in an address. */
    private static String canonical(String target) {
        try {
            return URLDecoder.decode(target.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return target;
        }
    }

    /** A stream has ended, and so have all that waited for an answer on it. */
    void close(Stream stream, Outcome outcome) {
        byTarget.remove(stream.target, stream);
        stream.end(outcome);
    }
}
