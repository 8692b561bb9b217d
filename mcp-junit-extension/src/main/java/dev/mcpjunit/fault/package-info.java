/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Faults as values, and the rule engine that decides which of them happens to which message. The proxies that carry
 * them out are in the packages below; what a fault means is said here once, for every transport.
 */
@NullMarked
package dev.mcpjunit.fault;

import org.jspecify.annotations.NullMarked;
