/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The trace that a message belongs to, in the format of W3C Trace Context and W3C Baggage. The protocol reserves these
 * three keys of {@code _meta} (SEP-414); HTTP has headers of the same names.
 *
 * <pre>{@code
 * Optional<String> trace = traffic.toolCalls("pay").all().get(0).traceContext().traceId();
 * }</pre>
 *
 * @param traceparent the trace and the span, as it was sent; empty if it was not
 * @param tracestate what vendors add, as it was sent; empty if it was not
 * @param baggage what the application adds, as it was sent; empty if it was not
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TraceContext(Optional<String> traceparent, Optional<String> tracestate, Optional<String> baggage) {

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    static TraceContext in(JsonObject meta) {
        return new TraceContext(meta.string("traceparent"), meta.string("tracestate"), meta.string("baggage"));
    }

    static TraceContext in(Map<String, String> headers) {
        return new TraceContext(
                Optional.ofNullable(headers.get("traceparent")),
                Optional.ofNullable(headers.get("tracestate")),
                Optional.ofNullable(headers.get("baggage")));
    }

    /**
     * Get the id of the trace.
     *
     * @return 32 hexadecimal digits; empty if there is no {@code traceparent}, or none that W3C Trace Context allows
     */
    public Optional<String> traceId() {
        return traceparent
                .map(TRACEPARENT::matcher)
                .filter(matcher -> matcher.matches()
                        && (matcher.group(2) == null || !matcher.group().startsWith("00")))
                .map(matcher -> matcher.group(1));
    }
}
