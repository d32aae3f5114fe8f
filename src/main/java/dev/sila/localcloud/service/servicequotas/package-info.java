/** Service Quotas: what the account may have of each service, and requests for more. */
@NullMarked
package dev.sila.localcloud.service.servicequotas;

import org.jspecify.annotations.NullMarked;
