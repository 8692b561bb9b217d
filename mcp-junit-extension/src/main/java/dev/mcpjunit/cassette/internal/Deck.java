/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recorded exchanges of one request. Each test has its own ones, so that no test gets or uses up the answer of
 * another one, whichever tests run and in which order. Not thread-safe.
 */
final class Deck {

    private final List<TapedExchange> all = new ArrayList<>();
    private final Map<Optional<String>, Hand> hands = new HashMap<>();

    /** What one test may take. */
    private static final class Hand {
        private final List<TapedExchange> exchanges;
        private int next;

        Hand(List<TapedExchange> exchanges) {
            this.exchanges = exchanges;
        }
    }

    void add(TapedExchange exchange) {
        all.add(exchange);
    }

    /** The next exchange for a test, if there is one left; for an unknown test, of the whole recording. */
    Optional<TapedExchange> next(Optional<String> test) {
        Hand hand = hand(test);
        return hand.next < hand.exchanges.size() ? Optional.of(hand.exchanges.get(hand.next++)) : Optional.empty();
    }

    /** The last exchange for a test, if there is one of its own; else the last of all that it may take. */
    TapedExchange last(Optional<String> test) {
        List<TapedExchange> own = test.isEmpty() ? List.of() : own(test);
        List<TapedExchange> exchanges = own.isEmpty() ? hand(test).exchanges : own;
        return exchanges.get(exchanges.size() - 1);
    }

    /** How many exchanges there are for a test. */
    int size(Optional<String> test) {
        return hand(test).exchanges.size();
    }

    private Hand hand(Optional<String> test) {
        return hands.computeIfAbsent(test, name -> new Hand(exchanges(test)));
    }

    /**
     * A test that made this request in the recording gets its own exchanges, then those that may be its own, because
     * several tests ran. Another test gets everything, and takes nothing away from others.
     */
    private List<TapedExchange> exchanges(Optional<String> test) {
        List<TapedExchange> own = own(test);
        if (own.isEmpty()) {
            return all;
        }
        var exchanges = new ArrayList<>(own);
        all.stream()
                .filter(each -> !each.test().equals(test))
                .filter(each -> test.isEmpty() || each.test().isEmpty())
                .forEach(exchanges::add);
        return exchanges;
    }

    private List<TapedExchange> own(Optional<String> test) {
        return all.stream().filter(each -> each.test().equals(test)).toList();
    }
}
