/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

/** A request is not answered yet, not even by the head of a response, while the server answers others. */
final class NoHeadException extends NoAnswerException {

    private static final long serialVersionUID = 1;

    NoHeadException(String how) {
        super(how);
    }
}
