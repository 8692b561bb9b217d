/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import org.apiguardian.api.API;

/** The server ended its answer to a request, and there is no response in it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoResponseException extends NoAnswerException {

    private static final long serialVersionUID = 1;

    public NoResponseException(String how) {
        super(how);
    }
}
