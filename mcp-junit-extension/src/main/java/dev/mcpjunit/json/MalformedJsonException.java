/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import org.apiguardian.api.API;

/** A text that should be JSON is not; the message says where it stops being JSON and shows an excerpt. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    MalformedJsonException(String message) {
        super(message);
    }
}
