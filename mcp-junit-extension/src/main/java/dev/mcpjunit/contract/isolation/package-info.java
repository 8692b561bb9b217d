/* SPDX-License-Identifier: Apache-2.0 */
/** The clients that a server must keep apart, and the calls of the checks. Independent of JUnit and of the wire. */
@NullMarked
package dev.mcpjunit.contract.isolation;

import org.jspecify.annotations.NullMarked;
