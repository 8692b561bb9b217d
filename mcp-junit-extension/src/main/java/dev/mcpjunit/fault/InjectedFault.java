/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** A fault that a test has asked for. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InjectedFault {

    private final FaultRule rule;

    InjectedFault(FaultRule rule) {
        this.rule = rule;
    }

    /**
     * Say that the fault need not happen.
     *
     * @return this fault
     */
    public InjectedFault optional() {
        rule.markOptional();
        return this;
    }

    /**
     * Count how often it has happened.
     *
     * @return the number of messages it has happened to so far
     */
    public long fired() {
        return rule.fired();
    }

    /** End it: it happens to no further message. */
    public void remove() {
        rule.remove();
    }

    /**
     * Print in words.
     *
     * @return what happens to what; never {@code null}
     */
    @Override
    public String toString() {
        return rule.toString();
    }
}
