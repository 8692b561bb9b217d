/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

/** A stub asks for what the proxy cannot do, or for what would not happen. */
final class ImpossibleStubException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    ImpossibleStubException(String stub, String why) {
        super(stub + " " + why);
    }
}
