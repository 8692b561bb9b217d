/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import org.apiguardian.api.API;

/** How a client notifies the server that it no longer waits for an answer. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Notice {
    /** It sends {@code notifications/cancelled} with the id of the call. */
    CANCELLATION("by notifications/cancelled"),
    /** It closes the connection or the stream on which the answer would have come. */
    CLOSING("by closing the connection"),
    /** It does one or the other. */
    ANY("by notifications/cancelled or by closing the connection"),
    /** It does not notify the server, which goes on working in vain. */
    NONE("not at all");

    private final String words;

    Notice(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
