/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import org.apiguardian.api.API;

/** A text is no regular expression of ECMA-262, or uses a part of it that cannot be evaluated here. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class InvalidRegexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidRegexException(String source, int position, String problem) {
        super("'" + source + "' is no ECMA-262 regular expression: " + problem + " at index " + position);
    }
}
