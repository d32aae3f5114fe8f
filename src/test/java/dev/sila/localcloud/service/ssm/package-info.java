/** Tests of Systems Manager's grammars and arithmetic. */
@NullMarked
package dev.sila.localcloud.service.ssm;

import org.jspecify.annotations.NullMarked;
