/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Contracts of servers: test interfaces whose checks hold a server to the specification of the protocol, by the bytes
 * that it sends.
 */
@NullMarked
package dev.mcpjunit.contract.server;

import org.jspecify.annotations.NullMarked;
