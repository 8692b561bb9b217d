/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the protocol says, in one place: JSON-RPC messages and error codes, the names of methods and lists, and what
 * each era adds to a request. Values in, values out. Internal.
 */
@NullMarked
package dev.mcpjunit.internal.rpc;

import org.jspecify.annotations.NullMarked;
