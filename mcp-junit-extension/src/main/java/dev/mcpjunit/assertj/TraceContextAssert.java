/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Exchanges;
import dev.mcpjunit.traffic.TraceContext;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the trace context that messages carry. Each fails if there are no such messages, so that it cannot
 * pass without having checked anything.
 *
 * <pre>{@code
 * assertThat(traffic).toolCalls("pay").traceContext().isSent().isOneTrace();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TraceContextAssert extends AbstractAssert<TraceContextAssert, Exchanges> {

    TraceContextAssert(Exchanges actual) {
        super(actual, TraceContextAssert.class);
    }

    /**
     * Verify that each message carries a valid {@code traceparent} in {@code _meta}.
     *
     * @return this
     * @throws AssertionError if one has none, or one that W3C Trace Context does not allow
     */
    public TraceContextAssert isSent() {
        return isSent("in _meta", Exchange::traceContext);
    }

    /**
     * Verify that each message carries a valid {@code traceparent} in the headers of its HTTP request.
     *
     * @return this
     * @throws AssertionError if one has none, or one that W3C Trace Context does not allow
     */
    public TraceContextAssert isSentInHeaders() {
        return isSent("in an HTTP header", Exchange::headerTraceContext);
    }

    /**
     * Verify that each message belongs to a trace, by its {@code traceparent} in {@code _meta}.
     *
     * @param traceId 32 hexadecimal digits
     * @return this
     * @throws AssertionError if one belongs to another trace or to none
     */
    public TraceContextAssert hasTraceId(String traceId) {
        isSent();
        List<String> others =
                traceIds().stream().filter(id -> !id.equals(traceId)).distinct().toList();
        if (!others.isEmpty()) {
            throw failed("Expected " + actual.what() + " to belong to trace " + traceId + ", but there are messages of "
                    + others);
        }
        return this;
    }

    /**
     * Verify that all messages belong to one and the same trace, by their {@code traceparent} in {@code _meta}.
     *
     * @return this
     * @throws AssertionError if they belong to several traces, or one belongs to none
     */
    public TraceContextAssert isOneTrace() {
        isSent();
        List<String> ids = traceIds().stream().distinct().toList();
        if (ids.size() != 1) {
            throw failed("Expected " + actual.what() + " to belong to one trace, but they belong to " + ids);
        }
        return this;
    }

    private TraceContextAssert isSent(String where, Function<Exchange, TraceContext> context) {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failed("Expected " + actual.what() + " with a traceparent " + where + ", but there were none at all");
        }
        List<String> wrong = actual.all().stream()
                .filter(exchange -> context.apply(exchange).traceId().isEmpty())
                .map(exchange -> exchange.title() + " has "
                        + context.apply(exchange)
                                .traceparent()
                                .map(value -> "the invalid '" + value + "'")
                                .orElse("none"))
                .toList();
        if (!wrong.isEmpty()) {
            throw failed("Expected " + actual.what() + " to carry a valid traceparent " + where + ", but "
                    + String.join(", ", wrong));
        }
        return this;
    }

    private List<String> traceIds() {
        return actual.all().stream()
                .flatMap(exchange -> exchange.traceContext().traceId().stream())
                .toList();
    }

    private AssertionError failed(String what) {
        return failure("%s", Printable.message(what + ". Recorded traffic:\n" + actual));
    }
}
