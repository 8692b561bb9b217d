/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;

/** What the journal says of a request without a stub; WireMock would look for the nearest stub at a high price. */
final class UnstubbedRequest extends NotMatchedRenderer {

    private static final int NOT_FOUND = 404;

    private final String server;

    UnstubbedRequest(String server) {
        this.server = server;
    }

    @Override
    protected ResponseDefinition render(Admin admin, ServeEvent serveEvent) {
        return new ResponseDefinition(NOT_FOUND, "No stub matched: the request went on to server '" + server + "'.");
    }
}
