/* SPDX-License-Identifier: Apache-2.0 */
/** The servers that clients log in to, and trials of such clients. */
@NullMarked
package dev.mcpjunit.contract.internal.login;

import org.jspecify.annotations.NullMarked;
