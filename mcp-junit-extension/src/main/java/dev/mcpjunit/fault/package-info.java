/* SPDX-License-Identifier: Apache-2.0 */
/** Faults as values, selectors of the messages they happen to, and the methods that inject them. */
@NullMarked
package dev.mcpjunit.fault;

import org.jspecify.annotations.NullMarked;
