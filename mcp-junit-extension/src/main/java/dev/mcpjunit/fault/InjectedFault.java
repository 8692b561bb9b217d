/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** A fault that a test has injected. Its text form says which fault it is and what it happens to. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface InjectedFault {

    /**
     * Accept that the fault never happens; otherwise an unused fault fails the test.
     *
     * @return this fault
     */
    InjectedFault optional();

    /**
     * Count how often it has happened.
     *
     * @return the number of messages or connections it has happened to so far; for refused connections, the number of
     *     servers whose connections it refuses
     */
    long fired();

    /** End the fault: it happens to no further message. */
    void remove();
}
