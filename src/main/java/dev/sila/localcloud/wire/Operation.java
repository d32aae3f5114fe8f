package dev.sila.localcloud.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation that a handler offers: a public method from the SDK's request to the SDK's response
 * or to a {@link Download}, which may take the {@link Caller} as a second argument and then the
 * {@link Upload} as a third one.
 *
 * @param name AWS's name of it: the method's, with a capital first letter
 * @param newBuilder makes an empty builder of the request
 * @param handler takes request, caller and upload
 */
record Operation(String name, MethodHandle newBuilder, MethodHandle handler) {

    /** A method that offers an operation; binding it loads the classes of its request. */
    record Offer(Object handler, Method method) {
        String name() {
            String name = method.getName();
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        Operation bind() {
            try {
                method.setAccessible(true); // a handler's class need not be public
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                return new Operation(
                        name(),
                        lookup.unreflect(method.getParameterTypes()[0].getMethod("builder")),
                        withAllArguments(lookup.unreflect(method).bindTo(handler)));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("No operation is made of " + method, impossible);
            }
        }
    }

    /**
     * What a service offers, by the operations' names.
     *
     * @throws IllegalStateException if two handlers offer the same one
     */
    static Map<String, Offer> offers(Service service) {
        Map<String, Offer> offers = new HashMap<>();
        for (Object handler : service.handlers()) {
            for (Method method : handler.getClass().getDeclaredMethods()) {
                if (isOperation(method)) {
                    Offer offer = new Offer(handler, method);
                    if (offers.put(offer.name(), offer) != null) {
                        throw new IllegalStateException(
                                "Two handlers of " + service.signingName() + " offer " + method);
                    }
                }
            }
        }
        return offers;
    }

    /** An empty builder of the request. */
    SdkPojo builder() throws Throwable {
        return (SdkPojo) newBuilder.invoke();
    }

    /** The SDK's response or a {@link Download} of it. */
    Object handle(SdkPojo request, Caller caller, Upload upload) throws Throwable {
        return (Object) handler.invoke(request, caller, upload);
    }

    private static boolean isOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return parameters.length >= 1
                && parameters.length <= 3
                && (parameters.length < 2 || parameters[1] == Caller.class)
                && (parameters.length < 3 || parameters[2] == Upload.class)
                && Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && AwsRequest.class.isAssignableFrom(parameters[0])
                && (AwsResponse.class.isAssignableFrom(method.getReturnType())
                        || method.getReturnType() == Download.class);
    }

    private static MethodHandle withAllArguments(MethodHandle handler) {
        List<Class<?>> extra = List.of(Caller.class, Upload.class);
        int taken = handler.type().parameterCount();
        return MethodHandles.dropArguments(handler, taken, extra.subList(taken - 1, 2));
    }
}
