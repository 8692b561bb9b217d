/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Keeps one {@link HintMemory} for the tests of a class. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HintMemoryExtension implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(HintMemoryExtension.class);

    /** Called by JUnit. */
    public HintMemoryExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Store store = context.getParent().orElse(context).getStore(NAMESPACE);
        HintMemory memory = store.get(HintMemory.class, HintMemory.class);
        if (memory == null) {
            memory = new HintMemory();
            store.put(HintMemory.class, memory);
        }
        memory.enter();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        HintMemory.leave();
    }
}
