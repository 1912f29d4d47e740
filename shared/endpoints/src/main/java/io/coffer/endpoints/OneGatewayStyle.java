package io.coffer.endpoints;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that runs in path style alone where the gateway is between; at a server it runs in both styles. Other classes run its
 * operations at the gateway in both styles.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneGatewayStyle {}
