/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import org.apiguardian.api.API;

/** A bundle cannot be used. The message is a sentence without its period, and does not name the file. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class InvalidBundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidBundleException(String problem) {
        super(problem);
    }
}
