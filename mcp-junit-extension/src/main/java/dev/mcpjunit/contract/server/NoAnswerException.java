/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

/** A request got no answer; the message ends a sentence that begins with the request. */
class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    NoAnswerException(String how) {
        super(how);
    }

    String how() {
        return String.valueOf(getMessage());
    }
}
