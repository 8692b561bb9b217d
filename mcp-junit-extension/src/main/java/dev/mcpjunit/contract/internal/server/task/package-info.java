/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of {@link dev.mcpjunit.contract.TaskServerContract}. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.task;

import org.jspecify.annotations.NullMarked;
