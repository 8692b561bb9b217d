/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Answers requests in the server's stead, where it has an answer. It is asked about each request before the faults are:
 * those are for what the server is asked. Called by the thread of each connection.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Stubs {

    /** Has no answer to anything. */
    Stubs NONE = (request, client) -> false;

    /**
     * Take note of a request, and serve it if it has an answer.
     *
     * @param request the request, complete
     * @param client takes the answer, at most once; it returns when the client has all of it
     * @return whether it was served; otherwise it goes to the server
     * @throws IOException what the client threw
     */
    boolean serve(OfferedRequest request, Client client) throws IOException;

    /** The client that waits for an answer. */
    @FunctionalInterface
    interface Client {

        /** Send an answer as it says. */
        void send(StubAnswer answer) throws IOException;
    }
}
