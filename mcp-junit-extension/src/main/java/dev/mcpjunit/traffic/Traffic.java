/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.rpc.Methods;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What crossed the wire in this test. Asked while the test runs, it answers for what has happened so far.
 *
 * <pre>{@code
 * @Test
 * void paysOnce(McpEndpoint bank, FaultInjector faults, Traffic traffic) {
 *     faults.on(toolCall("pay").first()).loseResponse();
 *     agent(bank).pay(invoice);
 *     assertThat(traffic.toolCalls("pay")).reachedServer(1);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Bounded: the first 20,000 messages are kept; what is beyond makes a question about all of them fail.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Traffic {

    private final TrafficRecorder recorder;

    /**
     * Read what is recorded. Tests do not need this: they ask for a parameter of this type.
     *
     * @param recorder the writing side
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Traffic(TrafficRecorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Get everything so far.
     *
     * @return the exchanges in the order in which they came; never {@code null}
     * @throws IllegalStateException if there were more than are kept: what is not known cannot be judged
     */
    public List<Exchange> exchanges() {
        if (recorder.dropped() > 0) {
            throw new IllegalStateException("The traffic of this test has " + recorder.dropped()
                    + " messages more than are kept (" + recorder.exchanges().size()
                    + "), so nothing can be said about all of it. Ask in smaller tests, each with traffic of its own");
        }
        return recorder.exchanges();
    }

    /**
     * Get the time on the traffic's clock, to be compared with its time stamps.
     *
     * @return now; never {@code null}
     */
    public Instant now() {
        return recorder.now();
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
        return requests(Methods.CALL_TOOL);
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
        long dropped = recorder.dropped();
        return TimeLine.of(recorder.exchanges())
                + (dropped == 0 ? "" : "\n  … and " + dropped + " more, which were not kept");
    }
}
