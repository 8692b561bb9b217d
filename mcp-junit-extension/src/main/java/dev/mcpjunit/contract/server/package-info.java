/* SPDX-License-Identifier: Apache-2.0 */
/** What a test declares to the contracts of servers: calls that do no harm, and how the server is protected. */
@NullMarked
package dev.mcpjunit.contract.server;

import org.jspecify.annotations.NullMarked;
