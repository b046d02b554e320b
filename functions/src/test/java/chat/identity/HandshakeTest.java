package chat.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.DeviceId;
import chat.model.InvalidValueException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  @Test
  void aNativeClientSendsAHeader() {
    Handshake handshake = Handshake
        .of(Map.of("sec-websocket-protocol", "chat.v1", "AUTHORIZATION", "bearer abc.def-1_2"));
    assertTrue(handshake.speaksOurProtocol());
    assertEquals(Optional.of("abc.def-1_2"), handshake.token());
  }

  @Test
  void aBrowserOffersATicket() {
    Handshake handshake = Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v1, ticket.abc-1_2"));
    assertEquals(Optional.of("abc-1_2"), handshake.ticket());
    assertEquals(Optional.empty(), handshake.token());
    assertFalse(handshake.toString().contains("abc"));
  }

  @Test
  void aDeviceHasItsNameOrNone() {
    assertEquals(new DeviceId("pixel-9"),
        Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v1, device.pixel-9")).device());
    assertEquals(DeviceId.DEFAULT, Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v1")).device());
    assertThrows(InvalidValueException.class,
        () -> Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v1, device.a b")).device());
  }

  @Test
  void neitherIsNoToken() {
    assertEquals(Optional.empty(), Handshake.of(Map.of("Authorization", "Basic YTpi")).token());
    assertEquals(Optional.empty(), Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v1, bearer.abc")).token());
    assertFalse(Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v2")).speaksOurProtocol());
  }

  @Test
  void doesNotShowItsToken() {
    assertFalse(Handshake.of(Map.of("Authorization", "Bearer secret")).toString().contains("secret"));
  }
}
