/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import org.apiguardian.api.API;

/**
 * Whether the tests of a class need proxies of their own in front of their servers. Later constants include earlier
 * ones.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ProxyNeeds {
    /** No faults, no traffic: clients connect directly. */
    NONE,
    /** Faults or traffic. */
    PROXY,
    /** WireMock stubs, too. */
    PROXY_WITH_WIREMOCK;

    /** The greater of two needs. */
    public ProxyNeeds and(ProxyNeeds other) {
        return compareTo(other) < 0 ? other : this;
    }
}
