/* SPDX-License-Identifier: Apache-2.0 */
/** Runs the conformance suite of the protocol, and reads its results. */
@NullMarked
package dev.mcpjunit.contract.internal.conformance;

import org.jspecify.annotations.NullMarked;
