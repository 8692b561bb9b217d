/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import org.apiguardian.api.API;

/**
 * Many called at the same time while the proxy held what came through.
 *
 * @param callers how many called
 * @param held how many came through to the proxy
 * @param back how many were answered without the server
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Herd(int callers, int held, int back) {

    /** Those of whom nothing is known: they wait inside the client. */
    public int waiting() {
        return callers - held - back;
    }
}
