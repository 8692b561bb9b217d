/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import org.apiguardian.api.API;

/** What a load session checks for each server. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum LoadCheck {
    /** Every call got a result that is not an error. */
    NO_ERRORS("no errors"),
    /** Every call was answered within its timeout, by a result or by an error. */
    NO_LOST_ANSWERS("no lost answers"),
    /** No call was answered twice, and no unexpected answer came. */
    NO_DUPLICATED_ANSWERS("no duplicated answers"),
    /** Each call that carries a nonce got the answer with its own nonce. */
    ANSWERS_BELONG_TO_CALLS("every answer belongs to its call"),
    /** No client got the answer to a call of another client. */
    NO_CROSS_TALK("no cross-talk between clients");

    private final String words;

    LoadCheck(String words) {
        this.words = words;
    }

    /** The name of the check, for example {@code no lost answers}. */
    @Override
    public String toString() {
        return words;
    }
}
