/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * What crossed the wire in this test. Asked while the test runs, it answers for what has happened so far.
 *
 * <pre>{@code
 * @Test
 * void paysOnce(McpEndpoint bank, FaultInjector faults, Traffic traffic) {
 *     faults.on(toolCall("pay").first()).loseResponse();
 *     agent(bank).pay(invoice);
 *     assertThat(traffic).toolCalls("pay").reachedServer(1);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Bounded: the first 20,000 messages are kept; what is beyond makes a question about all of them fail.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Traffic {

    private final Supplier<List<Exchange>> exchanges;
    private final Supplier<Instant> now;

    /**
     * Read from recorders. Tests do not need this: they ask for a parameter of this type.
     *
     * @param exchanges gives all exchanges so far, in order
     * @param now gives the time on the traffic's clock
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Traffic(Supplier<List<Exchange>> exchanges, Supplier<Instant> now) {
        this.exchanges = exchanges;
        this.now = now;
    }

    /**
     * Get everything so far.
     *
     * @return the exchanges in the order in which they came; never {@code null}
     */
    public List<Exchange> exchanges() {
        return exchanges.get();
    }

    /**
     * Get the time on the traffic's clock, to be compared with its time stamps.
     *
     * @return now; never {@code null}
     */
    public Instant now() {
        return now.get();
    }

    /**
     * Choose the calls of a tool.
     *
     * @param tool the tool's name
     * @return the calls so far; never {@code null}
     */
    public Exchanges toolCalls(String tool) {
        return where(
                "calls of tool '" + tool + "'",
                exchange -> exchange.tool().filter(tool::equals).isPresent());
    }

    /**
     * Choose the calls of all tools.
     *
     * @return the calls so far; never {@code null}
     */
    public Exchanges toolCalls() {
        return requests("tools/call");
    }

    /**
     * Choose the messages of a method.
     *
     * @param method for example {@code tools/list} or {@code notifications/cancelled}
     * @return the messages so far; never {@code null}
     */
    public Exchanges requests(String method) {
        return where("messages of " + method, exchange -> exchange.method().equals(method));
    }

    /**
     * Choose the messages for one server.
     *
     * @param server the server's name
     * @return the messages so far; never {@code null}
     */
    public Exchanges to(String server) {
        return where("messages for server '" + server + "'", exchange -> exchange.server()
                .equals(server));
    }

    /**
     * Choose messages.
     *
     * @param what what they are, in words, for messages
     * @param which tells them
     * @return the messages so far; never {@code null}
     */
    public Exchanges where(String what, Predicate<Exchange> which) {
        List<Exchange> all = exchanges();
        return new Exchanges(what, all.stream().filter(which).toList(), all);
    }

    /**
     * Print a line for each exchange.
     *
     * @return the time line; never {@code null}
     */
    @Override
    public String toString() {
        return TimeLine.of(exchanges());
    }
}
