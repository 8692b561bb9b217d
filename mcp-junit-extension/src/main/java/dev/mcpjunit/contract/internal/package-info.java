/* SPDX-License-Identifier: Apache-2.0 */
/** What all contracts share: findings, and their way to JUnit. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal;

import org.jspecify.annotations.NullMarked;
