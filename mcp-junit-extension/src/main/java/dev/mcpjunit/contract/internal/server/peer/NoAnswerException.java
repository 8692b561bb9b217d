/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import org.apiguardian.api.API;

/** A request got no answer; the message ends a sentence that begins with the request. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed class NoAnswerException extends Exception
        permits NoHeadException, NoResponseException, Pages.BrokenListException {

    private static final long serialVersionUID = 1;

    public NoAnswerException(String how) {
        super(how);
    }

    public String how() {
        return String.valueOf(getMessage());
    }
}
