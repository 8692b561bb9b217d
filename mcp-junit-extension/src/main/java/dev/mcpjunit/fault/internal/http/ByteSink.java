/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;

/** Takes bytes. They are only lent: the array changes afterwards. */
@FunctionalInterface
interface ByteSink {

    /** Takes them and does nothing. */
    ByteSink NOWHERE = (bytes, from, to) -> {};

    void accept(byte[] bytes, int from, int to) throws IOException;
}
