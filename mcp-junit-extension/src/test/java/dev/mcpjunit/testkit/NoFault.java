/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fault.InjectedFault;

/** A fault that never fires. */
public final class NoFault implements InjectedFault {

    @Override
    public InjectedFault optional() {
        return this;
    }

    @Override
    public long fired() {
        return 0;
    }

    @Override
    public void remove() {}
}
