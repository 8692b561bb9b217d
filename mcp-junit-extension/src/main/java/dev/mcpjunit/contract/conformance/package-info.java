/* SPDX-License-Identifier: Apache-2.0 */
/** What a server declares about the conformance suite of the protocol. */
@NullMarked
package dev.mcpjunit.contract.conformance;

import org.jspecify.annotations.NullMarked;
