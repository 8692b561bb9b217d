/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

/**
 * Guesses the state of a breaker from what reaches the wire, for the reader of the time line. No verdict rests on it.
 */
final class StateGuess {

    private final int successesToClose;
    private String state = "closed";
    private int successes;

    StateGuess(int successesToClose) {
        this.successesToClose = successesToClose;
    }

    /** A call was refused. */
    String refused() {
        state = "open";
        successes = 0;
        return state;
    }

    /** A call went to the server. */
    String sent(boolean well) {
        if (state.equals("open")) {
            state = "half-open";
        } else if (state.equals("half-open") && successes >= successesToClose) {
            state = "closed";
        }
        successes = well ? successes + 1 : 0;
        return state;
    }

    /** What it looks like. */
    String now() {
        return state;
    }
}
