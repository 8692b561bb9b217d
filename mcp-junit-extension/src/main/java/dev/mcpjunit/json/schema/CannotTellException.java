/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

/** Whether a value is valid depends on a part of the schema that cannot be evaluated. */
final class CannotTellException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotTellException(String message) {
        super(message, null, false, false);
    }
}
