/* SPDX-License-Identifier: Apache-2.0 */
/** The counterparts of the protocol's conformance suite: a server with the expected names, and our connection. */
@NullMarked
package dev.mcpjunit.conformance;

import org.jspecify.annotations.NullMarked;
