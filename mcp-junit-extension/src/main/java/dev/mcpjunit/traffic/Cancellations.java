/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the request that each {@code notifications/cancelled} is for. */
final class Cancellations {

    private static final String SESSION = "mcp-session-id";

    private Cancellations() {}

    /** The numbers of the requests that were canceled, each by its own client. */
    static Set<Long> of(List<Exchange> all) {
        Set<Long> numbers = new HashSet<>();
        for (Exchange notification : all) {
            if (notification.method().equals("notifications/cancelled")) {
                requestOf(notification, all).map(Exchange::number).ifPresent(numbers::add);
            }
        }
        return numbers;
    }

    /** Clients count their ids by themselves; of several requests of a client with one id the latest is meant. */
    private static Optional<Exchange> requestOf(Exchange notification, List<Exchange> all) {
        return all.stream()
                .filter(exchange -> exchange.number() < notification.number()
                        && exchange.server().equals(notification.server())
                        && exchange.id().isPresent()
                        && exchange.id().get().equals(notification.params().get("requestId"))
                        && areOfOneClient(exchange, notification))
                .reduce((earlier, later) -> later);
    }

    /** Over HTTP each message may have a connection of its own, and a session distinguishes clients if there is one. */
    private static boolean areOfOneClient(Exchange one, Exchange other) {
        boolean http = !one.headers().isEmpty() || !other.headers().isEmpty();
        return http ? session(one.headers()).equals(session(other.headers())) : one.connection() == other.connection();
    }

    private static Optional<String> session(Map<String, String> headers) {
        return Optional.ofNullable(headers.get(SESSION));
    }
}
