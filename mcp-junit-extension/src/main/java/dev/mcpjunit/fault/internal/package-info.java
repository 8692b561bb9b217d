/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engine of the faults: decides which fault happens to which message, and what each fault does, once for all
 * transports. The packages below carry it out on HTTP and on standard input and output.
 */
@NullMarked
package dev.mcpjunit.fault.internal;

import org.jspecify.annotations.NullMarked;
