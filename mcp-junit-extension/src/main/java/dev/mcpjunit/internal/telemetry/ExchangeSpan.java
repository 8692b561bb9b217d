/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.telemetry;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.TranscriptExchange;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of the client and what answers it, as the semantic conventions for MCP name it. What they do not name
 * begins with {@code mcpjunit.}.
 *
 * @param revision the revision of the protocol, if it is known
 * @param origin the moment from which the times of the frames count
 */
record ExchangeSpan(TranscriptExchange exchange, Optional<String> revision, Instant origin) {

    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final AttributeKey<List<String>> FAULTS = AttributeKey.stringArrayKey("mcpjunit.faults");

    void export(Tracer tracer, Context parent) {
        JsonObject request = exchange.request().orElse(JsonObject.EMPTY);
        String method = request.string("method").orElse("");
        JsonObject params = RpcMessage.params(request);
        Optional<String> target = method.equals(Methods.CALL_TOOL) || method.equals(Methods.GET_PROMPT)
                ? params.string("name")
                : Optional.empty();
        SpanBuilder builder = tracer.spanBuilder((method.isEmpty() ? "response" : method)
                        + target.map(name -> " " + name).orElse(""))
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(at(exchange.frames().get(0)))
                .setAttribute("mcpjunit.server", exchange.lane().server())
                .setAttribute("mcpjunit.outcome", exchange.outcome().name().toLowerCase(Locale.ROOT));
        traceParent(params).ifPresent(builder::addLink);
        Span span = builder.startSpan();
        if (!method.isEmpty()) {
            span.setAttribute("mcp.method.name", method);
        }
        target.ifPresent(name ->
                span.setAttribute(method.equals(Methods.CALL_TOOL) ? "gen_ai.tool.name" : "gen_ai.prompt.name", name));
        if (method.equals(Methods.CALL_TOOL)) {
            span.setAttribute("gen_ai.operation.name", "execute_tool");
        }
        if (method.startsWith("resources/")) {
            params.string("uri").ifPresent(uri -> span.setAttribute("mcp.resource.uri", uri));
        }
        Optional.ofNullable(request.get("id"))
                .map(id -> id instanceof JsonString text ? text.value() : id.toString())
                .ifPresent(id -> span.setAttribute("jsonrpc.request.id", id));
        revision.ifPresent(version -> span.setAttribute("mcp.protocol.version", version));
        carrier(span);
        exchange.status().ifPresent(status -> span.setAttribute("http.response.status_code", status));
        if (!exchange.faults().isEmpty()) {
            span.setAttribute(FAULTS, exchange.faults());
        }
        outcome(span);
        span.end(at(exchange.frames().get(exchange.frames().size() - 1)));
    }

    private void carrier(Span span) {
        boolean pipe = exchange.lane().carrier() == Carrier.STDIO;
        span.setAttribute("network.transport", pipe ? "pipe" : "tcp");
        if (!pipe) {
            span.setAttribute("network.protocol.name", "http");
        }
    }

    /** A tool that reports an error has failed, although its answer is an ordinary result of JSON-RPC. */
    private void outcome(Span span) {
        Outcome outcome = exchange.outcome();
        if (outcome == Outcome.RESULT || outcome == Outcome.ACCEPTED || outcome == Outcome.IN_FLIGHT) {
            return;
        }
        Optional<JsonObject> error = exchange.response().flatMap(response -> response.object("error"));
        Optional<String> code =
                error.flatMap(each -> Optional.ofNullable(each.get("code"))).map(Object::toString);
        code.ifPresent(number -> span.setAttribute("rpc.response.status_code", number));
        span.setAttribute(
                "error.type",
                outcome == Outcome.HTTP_ERROR && exchange.status().isPresent()
                        ? String.valueOf(exchange.status().getAsInt())
                        : code.orElseGet(() -> outcome.name().toLowerCase(Locale.ROOT)));
        span.setStatus(
                StatusCode.ERROR, error.flatMap(each -> each.string("message")).orElse(""));
    }

    /** The span that the client itself has made, if it says so. */
    private Optional<SpanContext> traceParent(JsonObject params) {
        return params.object("_meta")
                .flatMap(meta -> meta.string("traceparent"))
                .or(() -> exchange.requestHead().map(head -> head.headers().get("traceparent")))
                .map(TRACE_PARENT::matcher)
                .filter(Matcher::matches)
                .map(found -> SpanContext.createFromRemoteParent(
                        found.group(1), found.group(2), TraceFlags.fromHex(found.group(3), 0), TraceState.getDefault()))
                .filter(SpanContext::isValid);
    }

    private Instant at(Frame frame) {
        return origin.plus(frame.at());
    }
}
