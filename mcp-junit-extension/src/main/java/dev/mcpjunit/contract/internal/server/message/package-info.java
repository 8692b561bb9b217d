/* SPDX-License-Identifier: Apache-2.0 */
/** What a message must look like, whatever its transport and revision. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.message;

import org.jspecify.annotations.NullMarked;
