package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpInput;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The header of the PROXY protocol, which tells a target who its client is. IPv4 only. */
final class ProxyHeader {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private ProxyHeader() {}

    /**
     * The bytes that precede a connection's own.
     *
     * @param version 1 (text) or 2 (binary); nothing for 0
     */
    static byte[] bytes(int version, InetSocketAddress client, InetSocketAddress listener) {
        return switch (version) {
            case 1 ->
                    HttpInput.bytes(
                            "PROXY TCP4 %s %s %d %d\r\n"
                                    .formatted(
                                            client.getAddress().getHostAddress(),
                                            listener.getAddress().getHostAddress(),
                                            client.getPort(),
                                            listener.getPort()));
            case 2 ->
                    ByteBuffer.allocate(28)
                            .put(SIGNATURE)
                            .put((byte) 0x21)
                            .put((byte) 0x11)
                            .putShort((short) 12)
                            .put(client.getAddress().getAddress())
                            .put(listener.getAddress().getAddress())
                            .putShort((short) client.getPort())
                            .putShort((short) listener.getPort())
                            .array();
            default -> new byte[0];
        };
    }
}
