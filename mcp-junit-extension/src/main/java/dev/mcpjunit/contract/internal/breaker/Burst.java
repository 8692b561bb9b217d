/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import org.apiguardian.api.API;

/**
 * Many calls at the same time, while the proxy held those that came through.
 *
 * @param held how many came through to the proxy
 * @param back how many callers were answered without the server
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Burst(int callers, int held, int back) {

    /** Those of which nothing is known: they wait inside the client. */
    public int waiting() {
        return callers - held - back;
    }
}
