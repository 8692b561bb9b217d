/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Calls tools of servers that may be slow, wrong, or down.
 *
 * <p>From the inside out, each layer handles what the one inside does not:
 *
 * <ol>
 *   <li>A <b>time limit</b> ends each attempt, and the server is notified ({@link CancellingTransport}).
 *   <li>A <b>breaker</b> for each server stops calling it for a while when it keeps failing ({@link ToolServer}).
 *   <li><b>Retries</b> repeat what may be repeated, with growing pauses, never past the caller's deadline.
 *   <li>A <b>fallback</b> answers what it may answer, and the answer is marked as degraded ({@link Answer}).
 * </ol>
 *
 * <p>The breaker sits inside the retries: each attempt counts, and when it opens, there are no further ones.
 */
public final class ResilientMcpClient implements AutoCloseable {

    private final Policy policy;
    private final ToolServer primary;
    private final Optional<ToolServer> fallback;
    private final ClientMetrics metrics;

    private ResilientMcpClient(Builder builder) {
        var breakers = CircuitBreakerRegistry.of(ToolServer.breaker(builder.policy, builder.clock));
        this.policy = builder.policy;
        this.primary = builder.primary.connect(builder, breakers);
        this.fallback = builder.fallback.map(address -> address.connect(builder, breakers));
        this.metrics = new ClientMetrics(builder.meters, breakers);
    }

    // tag::call[]
    /**
     * Call a tool.
     *
     * @return the answer, from the server or, marked as degraded, from the fallback
     * @throws ToolCallException when neither has answered by the deadline
     */
    public Answer call(ToolCall call) {
        return metrics.timed(call, () -> {
            var deadline = new CallDeadline(policy, fallback.isPresent() ? policy.timeLimit() : Duration.ZERO);
            CallToolRequest request = call.request();
            try {
                CallToolResult result = repeating(call, deadline).executeSupplier(() -> primary.call(request));
                return new Answer(result, primary.name(), Optional.empty());
            } catch (ToolCallException failure) {
                ToolServer other = fallback.filter(any -> failure.mayGoElsewhere(call) && deadline.allowsOneNow())
                        .orElseThrow(() -> failure);
                return degraded(other, request, failure);
            }
        });
    }

    private static Answer degraded(ToolServer other, CallToolRequest request, ToolCallException reason) {
        try {
            return new Answer(other.call(request), other.name(), Optional.of(reason.getMessage()));
        } catch (ToolCallException alsoFailed) {
            alsoFailed.addSuppressed(reason);
            throw alsoFailed;
        }
    }

    private Retry repeating(ToolCall call, CallDeadline deadline) {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(policy.attempts())
                .intervalFunction(
                        IntervalFunction.ofExponentialRandomBackoff(policy.firstPause(), Policy.GROWTH, Policy.JITTER))
                .retryOnException(failure -> failure instanceof ToolCallException failed
                        && failed.mayBeRepeated(call)
                        && deadline.allowsOneMore())
                .build();
        Retry retry = Retry.of(call.tool(), config);
        retry.getEventPublisher().onRetry(again -> metrics.askedAgain(primary, call));
        return retry;
    }
    // end::call[]

    @Override
    public void close() {
        primary.close();
        fallback.ifPresent(ToolServer::close);
    }

    /** Begin to build a client of one server, on HTTP. */
    public static Builder of(String name, URI uri) {
        return new Builder(new Address(name, uri));
    }

    private record Address(String name, URI uri) {

        ToolServer connect(Builder builder, CircuitBreakerRegistry breakers) {
            return new ToolServer(
                    name,
                    uri,
                    builder.policy,
                    breakers,
                    builder.customization,
                    builder.tokens.filter(tokens -> uri.equals(builder.primary.uri())));
        }
    }

    /** What a client is built of. */
    public static final class Builder {

        private final Address primary;
        private Optional<Address> fallback = Optional.empty();
        private Policy policy = Policy.standard();
        private Clock clock = Clock.systemUTC();
        private MeterRegistry meters = new SimpleMeterRegistry();
        private UnaryOperator<McpClient.SyncSpec> customization = client -> client;
        private Optional<Supplier<String>> tokens = Optional.empty();

        private Builder(Address primary) {
            this.primary = primary;
        }

        /** Name a server that answers while the first cannot. */
        public Builder fallback(String name, URI uri) {
            this.fallback = Optional.of(new Address(name, uri));
            return this;
        }

        /** Set times and counts; default {@link Policy#standard()}. */
        public Builder policy(Policy newPolicy) {
            this.policy = newPolicy;
            return this;
        }

        /** Report to a registry; by default the numbers are dropped. */
        public Builder meters(MeterRegistry registry) {
            this.meters = registry;
            return this;
        }

        /** Set the clock of the breakers; default the system's. */
        public Builder clock(Clock newClock) {
            this.clock = newClock;
            return this;
        }

        /** Change the SDK's clients, for example by a handler of elicitations. */
        public Builder customizing(UnaryOperator<McpClient.SyncSpec> change) {
            this.customization = change;
            return this;
        }

        /** Send a token with each request to the first server. The fallback gets none: a token is for one server. */
        public Builder tokens(Supplier<String> validNow) {
            this.tokens = Optional.of(validNow);
            return this;
        }

        /** Build the client. It connects with its first call. */
        public ResilientMcpClient build() {
            return new ResilientMcpClient(this);
        }
    }
}
