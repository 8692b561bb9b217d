/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The program that clients start in place of a server on standard input and output. It runs from its own class file
 * alone, so nothing else is in this package. Internal.
 */
@NullMarked
package dev.mcpjunit.fault.internal.stdio.relay;

import org.jspecify.annotations.NullMarked;
