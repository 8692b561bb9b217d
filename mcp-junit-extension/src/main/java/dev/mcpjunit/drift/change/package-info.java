/* SPDX-License-Identifier: Apache-2.0 */
/** One change of a catalog as a value: what it is, where, its severity, and the proof. */
@NullMarked
package dev.mcpjunit.drift.change;

import org.jspecify.annotations.NullMarked;
