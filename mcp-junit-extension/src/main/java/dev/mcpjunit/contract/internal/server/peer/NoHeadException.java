/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import org.apiguardian.api.API;

/** The server has not sent the head of a response, although it answers other requests. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoHeadException extends NoAnswerException {

    private static final long serialVersionUID = 1;

    NoHeadException(String how) {
        super(how);
    }
}
