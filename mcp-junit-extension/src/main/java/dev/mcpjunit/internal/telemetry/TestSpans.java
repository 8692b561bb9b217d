/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.telemetry;

import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptExchange;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Exports a test that has ended as a span, with one child span for each message of the client and what answers it.
 *
 * @param telemetry what the spans go to; asked again for each test, because a test may set it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TestSpans(Supplier<OpenTelemetry> telemetry) {

    private static final String SCOPE = "dev.mcpjunit";

    /** If this is set, the global instance configures itself when it is asked for. */
    private static final String AUTOCONFIGURED = "otel.java.global-autoconfigure.enabled";

    private static final AttributeKey<String> SUITE = AttributeKey.stringKey("test.suite.name");
    private static final AttributeKey<String> CASE = AttributeKey.stringKey("test.case.name");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("test.case.result.status");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("mcpjunit.test.status");
    private static final AttributeKey<List<String>> SERVERS = AttributeKey.stringArrayKey("mcpjunit.servers");

    /** Export to the global instance. */
    public static TestSpans global() {
        return new TestSpans(TestSpans::globalInstance);
    }

    /** To ask for the global instance must not fix it: a later test may set it. */
    private static OpenTelemetry globalInstance() {
        if (Boolean.getBoolean(AUTOCONFIGURED)
                || Boolean.parseBoolean(
                        System.getenv(AUTOCONFIGURED.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))) {
            return GlobalOpenTelemetry.get();
        }
        try {
            return GlobalOpenTelemetry.getOrNoop();
        } catch (NoSuchMethodError olderRelease) {
            return GlobalOpenTelemetry.get();
        }
    }

    /** Export a test. */
    public void export(TestLine test) {
        Tracer tracer = telemetry.get().getTracer(SCOPE);
        String name = Secrets.maskKnown(test.name());
        Span span = tracer.spanBuilder(simple(test.testClass()) + " " + name)
                .setNoParent()
                .setStartTimestamp(test.started())
                .setAttribute(SUITE, test.testClass())
                .setAttribute(CASE, name)
                .setAttribute(STATUS, test.status().name().toLowerCase(Locale.ROOT))
                .setAttribute(SERVERS, test.servers())
                .startSpan();
        if (test.status() == TestStatus.PASSED || test.status() == TestStatus.FAILED) {
            span.setAttribute(RESULT, test.status() == TestStatus.PASSED ? "pass" : "fail");
        }
        if (test.status() == TestStatus.FAILED) {
            span.setStatus(
                    StatusCode.ERROR,
                    test.reason().map(TestLine.Reason::sentence).orElse(""));
        }
        Context inTest = Context.root().with(span);
        test.transcript().ifPresent(transcript -> exchanges(transcript, tracer, inTest));
        span.end(test.started().plus(test.duration()));
    }

    private static void exchanges(Transcript transcript, Tracer tracer, Context inTest) {
        var revisions = new Revisions();
        for (TranscriptExchange exchange : transcript.exchanges()) {
            revisions.learn(exchange);
            if (exchange.request().isPresent() && exchange.frames().get(0).attribution() != Attribution.BEFORE_TEST) {
                new ExchangeSpan(
                                exchange,
                                revisions.of(exchange),
                                transcript.header().startedAt())
                        .export(tracer, inTest);
            }
        }
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
