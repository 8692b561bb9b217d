/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.HttpServerContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.http;

import org.jspecify.annotations.NullMarked;
