/* SPDX-License-Identifier: Apache-2.0 */
/** What the conformance suite of the protocol talks to: a server with the names it asks for, and our connection. */
@NullMarked
package dev.mcpjunit.conformance;

import org.jspecify.annotations.NullMarked;
