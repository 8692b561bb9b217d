/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Traffic;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the recorded traffic of a test. First select messages, then say what must hold for them.
 *
 * <pre>{@code
 * assertThat(traffic).toolCalls("pay").reachedServer(1);
 * assertThat(traffic).requests("notifications/cancelled").wereSent(1);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TrafficAssert extends AbstractAssert<TrafficAssert, Traffic> {

    TrafficAssert(Traffic actual) {
        super(actual, TrafficAssert.class);
    }

    /**
     * Select the calls of a tool.
     *
     * @param tool the tool's name
     * @return assertions about these calls; never {@code null}
     */
    public ExchangesAssert toolCalls(String tool) {
        isNotNull();
        return new ExchangesAssert(actual.toolCalls(tool));
    }

    /**
     * Select the calls of all tools.
     *
     * @return assertions about these calls; never {@code null}
     */
    public ExchangesAssert toolCalls() {
        isNotNull();
        return new ExchangesAssert(actual.toolCalls());
    }

    /**
     * Select the messages of a method.
     *
     * @param method for example {@code tools/list} or {@code notifications/cancelled}
     * @return assertions about these messages; never {@code null}
     */
    public ExchangesAssert requests(String method) {
        isNotNull();
        return new ExchangesAssert(actual.requests(method));
    }

    /**
     * Select the messages to one server.
     *
     * @param server the server's name
     * @return assertions about these messages; never {@code null}
     */
    public ExchangesAssert toServer(String server) {
        isNotNull();
        return new ExchangesAssert(actual.toServer(server));
    }

    /**
     * Select messages by a condition.
     *
     * @param what the name of these messages in failure messages, for example {@code "calls with a key"}
     * @param condition accepts the messages to select
     * @return assertions about these messages; never {@code null}
     */
    public ExchangesAssert where(String what, Predicate<Exchange> condition) {
        isNotNull();
        return new ExchangesAssert(actual.where(what, condition));
    }

    /**
     * Verify that no message was sent at all through the proxies of the test. What a client sends to a server directly
     * is not seen.
     *
     * @return this
     * @throws AssertionError if there was one, with the recorded traffic
     */
    public TrafficAssert isEmpty() {
        isNotNull();
        int count = actual.exchanges().size();
        if (count > 0) {
            throw failure(
                    "%s",
                    Printable.message(
                            "Expected no traffic, but " + count + " messages were sent. Recorded traffic:\n" + actual));
        }
        return this;
    }
}
