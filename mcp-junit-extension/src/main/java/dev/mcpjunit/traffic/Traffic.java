/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.rpc.Methods;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * The messages between the clients and the servers of this test, as the proxies recorded them. Questions are about what
 * has happened so far; the {@code await…} methods wait for what is still to happen.
 *
 * <pre>{@code
 * @Test
 * void paysOnce(McpEndpoint bank, FaultInjector faults, Traffic traffic) {
 *     faults.on(toolCall("pay").first()).loseResponse();
 *     agent(bank).pay(invoice);
 *     traffic.toolCalls("pay").awaitAtLeast(1, Duration.ofSeconds(5));
 *     assertThat(traffic).toolCalls("pay").reachedServer(1);
 * }
 * }</pre>
 *
 * <p>Tests ask for it as a parameter; they do not implement it. Thread-safe. Bounded in number and in bytes: after the
 * limit, a question about all messages fails, because the answer could be wrong.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Traffic {

    /**
     * Get everything so far.
     *
     * @return the exchanges in the order in which they came; never {@code null}
     * @throws IllegalStateException if some were not kept because of the limit; the message names it
     */
    List<Exchange> exchanges();

    /**
     * Get the time on the traffic's clock, to be compared with its timestamps.
     *
     * @return now; never {@code null}
     */
    Instant now();

    /**
     * Wait until a condition holds. It is checked now and after each change of the traffic.
     *
     * <pre>{@code
     * boolean cancelled = traffic.holdsWithin(Duration.ofSeconds(2), seen -> !seen.toolCalls("pay").cancelled().isEmpty());
     * }</pre>
     *
     * @param timeout how long to wait
     * @param condition the condition; it gets this traffic
     * @return whether it held in time
     * @throws AssertionError if the thread is interrupted while it waits
     */
    boolean holdsWithin(Duration timeout, Predicate<Traffic> condition);

    /**
     * Wait until a condition holds, and fail if it does not hold in time. It is checked now and after each change of
     * the traffic, so that no test has to sleep.
     *
     * <pre>{@code
     * traffic.await(Duration.ofSeconds(5), seen -> seen.toolCalls("pay").reachedServer() >= 2);
     * }</pre>
     *
     * @param timeout how long to wait
     * @param condition the condition; it gets this traffic
     * @return this
     * @throws AssertionError if it did not hold in time; the message shows the recorded traffic
     */
    default Traffic await(Duration timeout, Predicate<Traffic> condition) {
        if (!holdsWithin(timeout, condition)) {
            throw Waiting.failed("the condition to hold", timeout, "it did not", this);
        }
        return this;
    }

    /**
     * Select the calls of a tool.
     *
     * @param tool the tool's name
     * @return the calls so far; never {@code null}
     */
    default Exchanges toolCalls(String tool) {
        return new Exchanges(
                "calls of tool '" + tool + "'",
                exchange -> exchange.tool().filter(tool::equals).isPresent(),
                Selected.byTool(tool),
                this);
    }

    /**
     * Select the calls of all tools.
     *
     * @return the calls so far; never {@code null}
     */
    default Exchanges toolCalls() {
        return requests(Methods.CALL_TOOL);
    }

    /**
     * Select the messages of a method.
     *
     * @param method for example {@code tools/list} or {@code notifications/cancelled}
     * @return the messages so far; never {@code null}
     */
    default Exchanges requests(String method) {
        return new Exchanges(
                "messages of " + method, exchange -> exchange.method().equals(method), Selected.byMethod(method), this);
    }

    /**
     * Select the messages to one server.
     *
     * @param name the server's name
     * @return the messages so far; never {@code null}
     */
    default Exchanges toServer(String name) {
        return new Exchanges(
                "messages to server '" + name + "'",
                exchange -> exchange.server().equals(name),
                Selected.BY_CONDITION.toServer(name),
                this);
    }

    /**
     * Select all messages.
     *
     * @return the messages so far; never {@code null}
     */
    default Exchanges all() {
        return where("messages", exchange -> true);
    }

    /**
     * Select messages by a condition.
     *
     * @param what what they are, in words, for failure messages
     * @param condition matches the messages to select
     * @return the messages so far; never {@code null}
     */
    default Exchanges where(String what, Predicate<Exchange> condition) {
        return new Exchanges(what, condition, Selected.BY_CONDITION, this);
    }
}
