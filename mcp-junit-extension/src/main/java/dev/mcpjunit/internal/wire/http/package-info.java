/* SPDX-License-Identifier: Apache-2.0 */
/** The wire to a Streamable HTTP endpoint, on the JDK's client. Internal. */
@NullMarked
package dev.mcpjunit.internal.wire.http;

import org.jspecify.annotations.NullMarked;
