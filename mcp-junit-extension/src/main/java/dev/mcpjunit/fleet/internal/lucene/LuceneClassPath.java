/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet.internal.lucene;

import org.apiguardian.api.API;

/** Whether Lucene is on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LuceneClassPath {

    private static final String MESSAGE = "Ranking tools for a task needs Lucene 9 or later. Add"
            + " org.apache.lucene:lucene-analysis-common to the test class path, or use a ToolSelector of your own.";

    private LuceneClassPath() {}

    /**
     * Require Lucene.
     *
     * @throws IllegalStateException if it is missing
     */
    public static void require() {
        if (!isPresentFor(LuceneClassPath.class.getClassLoader())) {
            throw new IllegalStateException(MESSAGE);
        }
    }

    /** Whether a class loader has the classes, in the packages where version 9 has them. */
    static boolean isPresentFor(ClassLoader loader) {
        try {
            Class.forName("org.apache.lucene.store.ByteBuffersDirectory", false, loader);
            Class.forName("org.apache.lucene.analysis.classic.ClassicTokenizer", false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}
