/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.Closeable;
import java.io.IOException;

/** Closes what nobody needs any more. */
final class Quietly {

    private Quietly() {}

    static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException closedAlready) {
            // It is closed, which is what was wanted.
        }
    }
}
