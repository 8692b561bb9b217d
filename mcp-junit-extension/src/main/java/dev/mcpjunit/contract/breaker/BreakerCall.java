/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import org.apiguardian.api.API;

/** One call of a tool through a breaker. Whether it returns or throws is not believed: the wire is looked at. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BreakerCall {

    /**
     * Call the tool, and return or throw when the call has ended for the caller.
     *
     * @throws Exception whatever a refused or failed call throws
     */
    void call() throws Exception;
}
