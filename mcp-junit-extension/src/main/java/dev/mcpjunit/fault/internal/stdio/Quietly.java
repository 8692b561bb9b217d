/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import java.io.IOException;

/** Closes what may have gone already. */
final class Quietly {

    private Quietly() {}

    static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (IOException gone) {
            // That is what was wanted.
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
