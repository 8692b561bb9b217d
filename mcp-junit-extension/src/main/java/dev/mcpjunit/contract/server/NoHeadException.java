/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

/** The server has not sent the head of a response, although it answers other requests. */
final class NoHeadException extends NoAnswerException {

    private static final long serialVersionUID = 1;

    NoHeadException(String how) {
        super(how);
    }
}
