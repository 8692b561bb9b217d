/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import java.io.IOException;
import org.apiguardian.api.API;

/** Closes what may be closed already. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Quietly {

    private Quietly() {}

    /** Close something; that it was gone is no failure. */
    public static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (IOException gone) {
            // Closed is what it should be.
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
