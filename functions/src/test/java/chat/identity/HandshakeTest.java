package chat.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
  void aBrowserOffersASecondSubprotocol() {
    Handshake handshake = Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v1, bearer.abc.def-1_2"));
    assertEquals(List.of("chat.v1", "bearer.abc.def-1_2"), handshake.subprotocols());
    assertEquals(Optional.of("abc.def-1_2"), handshake.token());
  }

  @Test
  void neitherIsNoToken() {
    assertEquals(Optional.empty(), Handshake.of(Map.of("Authorization", "Basic YTpi")).token());
    assertFalse(Handshake.of(Map.of("Sec-WebSocket-Protocol", "chat.v2")).speaksOurProtocol());
  }

  @Test
  void doesNotShowItsToken() {
    assertFalse(Handshake.of(Map.of("Authorization", "Bearer secret")).toString().contains("secret"));
  }
}
