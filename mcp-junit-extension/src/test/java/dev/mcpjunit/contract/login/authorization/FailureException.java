/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.authorization;

/** Only its package says that a login is needed, which no caller reads as a reason. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The message says nothing about a login. */
    public FailureException(String message) {
        super(message);
    }
}
