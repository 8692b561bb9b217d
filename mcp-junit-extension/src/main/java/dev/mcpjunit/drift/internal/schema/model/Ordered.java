/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apiguardian.api.API;

/** Sets that keep their order, unlike those of {@link Set#of}, so that the same schemas always get the same answer. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Ordered {

    private Ordered() {}

    /**
     * Copy into a set.
     *
     * @return an unmodifiable set in the order of the elements
     */
    public static <T> Set<T> set(Collection<? extends T> elements) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }
}
